// SPDX-License-Identifier: GPL-3.0-or-later
// The report for everybody: what axe-core finds, and that a phone shows it without moving sideways.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';

import {phone, show, wide, withPage} from './support/browser.mjs';
import {assertReadable, drawingsOf} from './support/drawings.mjs';
import {editions, fromPackages, languages, report, samplePlan} from './support/setting.mjs';

const axe = fs.readFileSync(fromPackages.resolve('axe-core/axe.min.js'), 'utf8');

for (const edition of editions) {
  for (const [size, viewport] of Object.entries({wide, phone})) {
    for (const language of languages) {
      test(`everybody can read the page (${edition.name}, ${language}, ${size})`, async (t) => {
        // Opened in Vietnamese and switched, for English: as a reader gets there.
        await withPage(report(samplePlan(), 'vi', edition), {viewport}, async (page) => {
          await show(page, language);
          await t.test('nothing is wider than the screen', () => assertNotBroad(page));
          await t.test('drawings can be read', async () => {
            for (const drawing of await drawingsOf(page, language)) {
              assertReadable(drawing);
            }
          });
          await t.test('tables do not break words', () => assertRoom(page, language));
          await t.test('axe finds nothing', () => assertAccessible(page));
        });
      });
    }
  }
}

async function assertNotBroad(page) {
  const broad = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(broad <= 0, `the page is ${broad} px wider than the screen`);
}

async function assertRoom(page, language) {
  const narrow = await page.$$eval(`.half.${language} tbody :is(th, td)`, (cells) => cells
    .filter((cell) => cell.textContent.length > 20 && cell.clientWidth < 80)
    .map((cell) => `"${cell.textContent}", ${cell.clientWidth} px`));
  assert.deepEqual(narrow.slice(0, 5), [], `${narrow.length} cells break their words`);
}

async function assertAccessible(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, {resultTypes: ['violations']}));
  assert.ok(found.passes.length > 20, 'axe has looked at the page');
  assert.deepEqual(found.violations.map((one) =>
    `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`), []);
}
