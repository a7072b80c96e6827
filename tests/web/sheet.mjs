// SPDX-License-Identifier: GPL-3.0-or-later
// A firm's page is one A4 whatever the firm is called and however much it gives and takes. Poppler counts the pages.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {test} from 'node:test';

import {withPage} from './support/browser.mjs';
import {crowdedPark} from './support/parks.mjs';
import {congsinh, folder, languages, report, solve} from './support/setting.mjs';

/** 200 letters each: broad ones, none to break at, from right to left, and what a page would run. */
const names = {
  broad: 'W'.repeat(200),
  unbroken: 'RấtDàiKhôngCóDấuCách'.repeat(10),
  'right to left': 'שלום עולם תעשיות '.repeat(12).slice(0, 200),
  script: '<script>alert(1)</script>'.repeat(8),
  square: '越南工業園區'.repeat(34).slice(0, 200),
  words: 'Công ty cổ phần rất nhiều chữ '.repeat(7).slice(0, 200),
};

/** The rows that report/sheet_firm.c allows: wastes, exchanges, and sentences of what is thrown away, rules and permits. */
const full = {wasted: 5, exchanges: 6, law: 1 + 4 + 3};

function pagesOf(pdf) {
  const run = spawnSync('pdfinfo', [pdf], {encoding: 'utf8'});
  if (run.error) {
    throw new Error('pdfinfo is missing: "./run test" installs Debian\'s package poppler-utils');
  }
  assert.equal(run.status, 0, run.stderr);
  return Number(run.stdout.match(/^Pages:\s+(\d+)$/m)[1]);
}

const firm = {name: 'firm', words: [], inside: false, park: false};

for (const [kind, name] of Object.entries(names)) {
  assert.equal([...name].length, 200, kind);
  test(`a firm of twelve outputs and twelve inputs has one page (${kind})`, async () => {
    const park = crowdedPark(name);
    const plan = solve(park, `crowded-${kind.replaceAll(' ', '-')}`, 'steel');
    assert.deepEqual(park.firms.filter(({id}) => id === 'steel').map(({outputs, inputs}) => [outputs.length, inputs.length]), [[12, 12]]);
    const own = plan.content.exchanges.filter(({from, to}) => [from, to].some((end) => end.startsWith('steel.')));
    assert.ok(own.length > full.exchanges, `${own.length} exchanges are more than the page has room for`);
    for (const language of languages) {
      const pdf = path.join(folder, `crowded-${kind}-${language}.pdf`);
      await withPage(report(plan, language, firm), {}, async (page) => {
        assert.equal(await page.locator(`#${language}-own-exchanges tbody tr`).count(), full.exchanges);
        assert.equal(await page.locator(`#${language}-wasted tbody tr`).count(), full.wasted);
        assert.equal(await page.locator(`#${language}-law li`).count(), full.law);
        await page.pdf({path: pdf, preferCSSPageSize: true, printBackground: true});
        assert.deepEqual(page.heard, []);
      });
      assert.equal(pagesOf(pdf), 1, `${kind}, ${language}`);
    }
  });
}

test('names on the cover take no second page', async () => {
  const plan = solve(crowdedPark(names.words), 'crowded-signed', 'steel');
  const file = path.join(folder, 'crowded-signed.html');
  congsinh('report', plan.file, '-q', '--lang', 'vi', '--for', 'firm:steel', '--prepared-by', names.words,
    '--checked-by', names.broad, '--approved-by', names.script, '-o', file);
  const pdf = path.join(folder, 'crowded-signed.pdf');
  await withPage(file, {}, (page) => page.pdf({path: pdf, preferCSSPageSize: true, printBackground: true}));
  assert.equal(pagesOf(pdf), 1);
});
