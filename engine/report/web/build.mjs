// SPDX-License-Identifier: GPL-3.0-or-later
// node build.mjs TOOLS OUTPUT: bundles charts.js with the packages in TOOLS/node_modules into OUTPUT, and
// writes beside it the digest by which a page's content security policy lets this script run, and no other.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [tools, output] = process.argv.slice(2);
const packages = join(tools, 'node_modules');
const esbuild = createRequire(join(packages, 'esbuild', 'package.json'))('esbuild');

// The licences ask to be handed on with every copy, and each report holds one.
const licences = [
  'echarts/NOTICE', 'echarts/LICENSE', 'echarts/licenses/LICENSE-d3', 'zrender/LICENSE', 'tslib/LICENSE.txt',
].map((name) => `${name}\n\n${readFileSync(join(packages, name), 'utf8').replaceAll('\r', '').trim()}\n`);
const banner = '/*! The charts of Congsinh (GPL-3.0-or-later), with Apache ECharts and what it is made of:\n\n'
  + `${licences.join('\n')}*/`;

const result = await esbuild.build({
  entryPoints: [join(dirname(fileURLToPath(import.meta.url)), 'charts.js')],
  nodePaths: [packages],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target: 'es2020',
  charset: 'ascii',
  legalComments: 'none',
  banner: { js: banner },
  define: { 'process.env.NODE_ENV': '"production"' },
});
const program = result.outputFiles[0].text;
// What would end the page's script element early, or what HTML would read as something else.
for (const bad of ['</script', '<script', '<!--', '\r', '\0']) {
  if (program.toLowerCase().includes(bad)) {
    throw new Error(`the bundle holds ${JSON.stringify(bad)}`);
  }
}
if (banner.indexOf('*/') !== banner.length - 2) {
  throw new Error('a licence ends the comment it stands in');
}
writeFileSync(output, program);
writeFileSync(`${output}.sha256`, createHash('sha256').update(program).digest('base64'));
