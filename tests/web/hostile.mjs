// SPDX-License-Identifier: GPL-3.0-or-later
// Names that attack the page stay text, and take no more room than there is.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {phone, show, wide, withPage} from './support/browser.mjs';
import {assertReadable, drawingsOf} from './support/drawings.mjs';
import {partnersOf} from './support/plan.mjs';
import {hostileNames, hostilePark} from './support/parks.mjs';
import {editions, editionsApart, editionsInside, languages, report, samplePlan, solve} from './support/setting.mjs';

let solved = null;

function plan() {
  solved ??= solve(hostilePark(), 'hostile');
  return solved;
}

/** As the page writes it: composed, and marks that turn the direction of what follows are blanks (report/html.c). */
function written(name) {
  return name.normalize('NFC').replace(/[\u202A-\u202E\u2066-\u2069]/g, ' ').replace(/\s+/g, ' ').trim();
}

/** Elements of a page, by their names and how many there are: what a name could add to. */
function countElements(page) {
  return page.evaluate(() => {
    const counts = {};
    for (const {localName} of document.querySelectorAll('*')) {
      counts[localName] = (counts[localName] ?? 0) + 1;
    }
    return counts;
  });
}

/** Who is named on a page: everybody inside, a firm's partners to the firm, nobody to the public. */
function isNamed(edition, id) {
  return edition.inside || (edition.name === 'firm' && partnersOf(plan().content, plan().firm).has(id));
}

/** Letter by letter; a firm's one sheet ends a long name after 30 letters or more. */
function isTold(text, name, edition) {
  const letters = [...written(name)];
  return text.includes(written(name)) ||
    (edition.name === 'firm' && letters.length > 30 && text.includes(letters.slice(0, 30).join('')));
}

for (const edition of editionsApart) {
  for (const language of languages) {
    for (const [size, viewport] of Object.entries({wide, phone})) {
      test(`hostile names stay text (${edition.name}, ${language}, ${size})`, async () => {
        await withPage(report(plan(), language, edition), {viewport}, async (page) => {
          await page.mouse.move(viewport.width / 2, viewport.height / 2);
          for (let at = 0; at < 20; at++) {
            await page.mouse.wheel(0, 2000);
          }
          assert.deepEqual(page.heard, [], 'no dialog opens, nothing is said on the console');
          assert.deepEqual(page.asked, [page.address]);
          const text = (await page.locator(`.half.${language}`).evaluate((half) => half.textContent))
            .replace(/\s+/g, ' ');
          for (const [id, name] of Object.entries(hostileNames)) {
            assert.equal(isTold(text, name, edition), isNamed(edition, id), `"${name}" is there where this page names it`);
          }
          assert.ok((await page.title()).includes('<b>'), 'the title is text as well');
          const broad = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(broad <= 0, `the page is ${broad} px wider than the screen`);
          const over = await page.evaluate(overflowing);
          assert.deepEqual(over, [], 'no name leaves its box');
        });
      });
    }
  }
}

for (const edition of editionsInside) {
  for (const language of languages) {
    test(`drawings and tables with such names can be read (${edition.name}, ${language})`, async (t) => {
      await withPage(report(plan(), language, edition), {}, async (page) => {
        await t.test('drawings', () => assertDrawings(page, language));
        if (language === 'vi') {
          await t.test('right-to-left names leave givers and receivers in their order', () => assertOrder(page));
        }
      });
    });
  }
}

async function assertDrawings(page, language) {
  for (const drawing of await drawingsOf(page, language)) {
    assertReadable(drawing);
  }
  const far = await page.$$eval(`.half.${language} svg.map text`, (all) =>
    all.map((text) => text.textContent).filter((text) => text.includes('img src') || text.includes('CÔNG VIÊN')));
  assert.ok(far.length > 0);
  for (const name of far) {
    assert.match(name, / km\)\P{L}*$/u, 'who stands beyond the edge is written with the whole distance');
  }
}

async function assertOrder(page) {
  const cell = page.locator('#vi-ranked td').filter({hasText: hostileNames.brewery}).filter({hasText: hostileNames.feed});
  const [giver, arrow, receiver] = await cell.evaluate((element, names) => {
    const text = element.firstChild;
    return names.map((name) => {
      const range = document.createRange();
      range.setStart(text, text.data.indexOf(name));
      range.setEnd(text, text.data.indexOf(name) + name.length);
      return range.getBoundingClientRect().toJSON();
    });
  }, [hostileNames.brewery, '→', hostileNames.feed]);
  assert.ok(giver.right <= arrow.left + 1 && arrow.right <= receiver.left + 1,
    `giver at ${giver.left}, arrow at ${arrow.left}, receiver at ${receiver.left}`);
}

for (const edition of editions) {
  test(`hostile names add no element and no attribute (${edition.name})`, async () => {
    const [plain, hostile] = [samplePlan(), plan()].map((one) => report(one, 'vi', edition));
    const tame = await withPage(plain, {scripts: false}, countElements);
    await withPage(hostile, {scripts: false}, async (page) => {
      const counts = await countElements(page);
      // On the map some names find no room and some others do.
      delete counts.text;
      delete tame.text;
      assert.deepEqual(counts, tame);
      const events = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((element) =>
        element.getAttributeNames().filter((name) => name.startsWith('on'))));
      assert.deepEqual(events, [], 'attributes that would run something');
    });
  });
}

/** Elements whose text is broader than they are and is not made to scroll. */
function overflowing() {
  const said = [];
  for (const element of document.querySelectorAll('main *')) {
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    if (scrolls || element.closest('svg, [data-chart]') || element.clientWidth === 0) {
      continue;
    }
    if (element.scrollWidth > element.clientWidth + 1) {
      said.push(`<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 50)}`);
    }
  }
  return said;
}
