// SPDX-License-Identifier: GPL-3.0-or-later
// A park of 600 firms: its page opens in under two seconds, and its drawings can still be read.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {open, show, withPage} from './support/browser.mjs';
import {assertReadable, drawingsOf} from './support/drawings.mjs';
import {largePark} from './support/parks.mjs';
import {exchangesOf} from './support/plan.mjs';
import {editions, editionsInside, languages, report, solve} from './support/setting.mjs';

const most = {seconds: 2, bands: 31, shapes: 400, links: 40};

let solved = null;

function plan() {
  solved ??= solve(largePark(600), 'large', 'firm-1');
  return solved;
}

for (const edition of editions) {
  test(`600 firms open in under ${most.seconds} seconds (${edition.name})`, async () => {
    assert.ok(exchangesOf(plan().content).length > 200, 'the park has much to exchange');
    const file = report(plan(), 'vi', edition);
    const times = [];
    // The machine may be busy with other tests: the best of three counts.
    while (times.length < 3 && !times.some((time) => time < most.seconds * 1000)) {
      const page = await open(file);
      // open() has waited for the charts; a frame more, and all is laid out and painted.
      times.push(Math.round(await page.evaluate(() => new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))))));
      assert.deepEqual(page.heard, []);
      await page.context().close();
    }
    assert.ok(Math.min(...times) < most.seconds * 1000, `ready after ${times.join(', ')} ms`);
  });
}

for (const edition of editionsInside) {
  test(`drawings of 600 firms can be read (${edition.name})`, async (t) => {
    await withPage(report(plan(), 'vi', edition), {}, async (page) => {
      for (const language of languages) {
        await show(page, language);
        await t.test(language, () => assertDrawings(page, language));
      }
    });
  });
}

async function assertDrawings(page, language) {
  const drawings = await drawingsOf(page, language);
  assert.ok(drawings.length >= 3, 'flows today and in the plan, and the map');
  for (const drawing of drawings) {
    assert.ok(drawing.bands <= (drawing.kind === 'map' ? most.links : most.bands),
      `${drawing.name}: ${drawing.bands} lines, which nobody can follow`);
    assert.ok(drawing.kind === 'map' || drawing.shapes <= most.shapes,
      `${drawing.name}: ${drawing.shapes} shapes`);
    assert.ok(drawing.height < 1600, `${drawing.name}: ${drawing.height} high, more than two screens`);
    assertReadable(drawing);
  }
  assert.ok(drawings.some(({words}) => words.some(({name}) => /^\d+ (liên kết nhỏ hơn|smaller exchanges)$/.test(name))),
    'what is too small to draw is one band, which says how many it stands for');
  const map = drawings.find(({kind}) => kind === 'map');
  assert.ok(map.shapes >= 600, 'everybody is on the map');
  const broad = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(broad <= 0, `the page is ${broad} px wider than the screen`);
}
