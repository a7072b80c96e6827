// SPDX-License-Identifier: GPL-3.0-or-later
// The report for everybody: what axe-core finds, and that a phone shows it without moving sideways.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';

import {phone, show, wide, withPage} from './support/browser.mjs';
import {assertReadable, drawingsOf} from './support/drawings.mjs';
import {hostileSmallPark} from './support/parks.mjs';
import {editions, fromPackages, languages, report, rollUp, samplePlan} from './support/setting.mjs';

const axe = fs.readFileSync(fromPackages.resolve('axe-core/axe.min.js'), 'utf8');

for (const [size, viewport] of Object.entries({wide, phone})) {
  for (const edition of editions) {
    test(`everybody can read the page (${edition.name}, ${size})`, async (t) => {
      // Opened in Vietnamese and switched, for English: as a reader gets there.
      await withPage(report(samplePlan(), 'vi', edition), {viewport}, async (page) => {
        for (const language of languages) {
          await show(page, language);
          await assertForEverybody(t, page, language);
        }
      });
    });
  }

  test(`everybody can read of many parks (${size})`, async (t) => {
    await withPage(rollUp(hostileSmallPark()), {viewport}, async (page) => {
      for (const language of languages) {
        await show(page, language);
        assert.deepEqual(page.heard, []);
        assert.deepEqual(page.asked, [page.address]);
        await t.test(`both parks are there (${language})`, async () => {
          const text = await page.locator(`.half.${language}`).innerText();
          for (const name of {vi: ['KCN Mẫu', '<b>KCN</b> "x"'], en: ['Sample park', '<b>Park</b> & "x"']}[language]) {
            assert.ok(text.includes(name), name);
          }
        });
        await assertForEverybody(t, page, language);
      }
    });
  });
}

/** One test for each thing, so that one that fails hides no other. */
async function assertForEverybody(t, page, language) {
  await t.test(`nothing is wider than the screen (${language})`, () => assertNotBroad(page));
  await t.test(`drawings can be read (${language})`, async () => {
    for (const drawing of await drawingsOf(page, language)) {
      assertReadable(drawing);
    }
  });
  await t.test(`numbers stand on one line (${language})`, () => assertNumbersWhole(page, language));
  await t.test(`tables do not break words (${language})`, () => assertRoom(page, language));
  await t.test(`axe finds nothing (${language})`, () => assertAccessible(page));
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

/** A number, or two of them that are a range, with the number of an exchange among them: "1.200–1.800", "E04–E07". */
async function assertNumbersWhole(page, language) {
  const broken = await page.$$eval(`.half.${language} :is(td.number, .figure, #${language}-figures td, th a)`, (cells) => cells
    .flatMap((cell) => [...cell.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE))
    .flatMap((text) => [...text.data.matchAll(/E?\d[\d.,]*–E?\d[\d.,]*|\d[\d.,]+/g)].filter((found) => {
      const range = document.createRange();
      range.setStart(text, found.index);
      range.setEnd(text, found.index + found[0].length);
      return new Set([...range.getClientRects()].map(({top}) => Math.round(top))).size > 1;
    }).map((found) => found[0])));
  assert.deepEqual(broken.slice(0, 5), [], `${broken.length} numbers stand on two lines`);
}

async function assertAccessible(page) {
  if (!await page.evaluate(() => 'axe' in window)) {
    await page.evaluate(axe);
  }
  const found = await page.evaluate(() => axe.run(document, {resultTypes: ['violations']}));
  assert.ok(found.passes.length > 20, 'axe has looked at the page');
  assert.deepEqual(found.violations.map((one) =>
    `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`), []);
}
