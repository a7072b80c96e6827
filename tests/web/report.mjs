// SPDX-License-Identifier: GPL-3.0-or-later
// The report of the sample park: nothing goes wrong, and what is shown is what the plan holds.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';

import {show, withPage} from './support/browser.mjs';
import {assertShows, assertTells, shown} from './support/figures.mjs';
import {exchangesOf, firmHeadlinesOf, flowsOf, headlinesOf, partyOf} from './support/plan.mjs';
import {editions, languages, report, samplePlan} from './support/setting.mjs';

const plan = samplePlan().content;

/** Every page there is: an edition, the language it opens in, and whether its scripts run. */
const pages = editions.flatMap((edition) => languages.flatMap((language) =>
  [true, false].map((scripts) => ({edition, language, scripts}))));

function nameOf({edition, language, scripts}) {
  return `${edition.name}, ${language}, scripts ${scripts ? 'on' : 'off'}`;
}

function whole(page, use) {
  return withPage(report(samplePlan(), page.language, page.edition), {scripts: page.scripts}, use);
}

for (const asked of pages) {
  test(`the page of the ${nameOf(asked)}`, async (t) => {
    const file = report(samplePlan(), asked.language, asked.edition);
    await withPage(file, {scripts: asked.scripts}, async (page) => {
      await t.test('opens without an error and asks for nothing', () => assertQuiet(page));
      if (asked.edition.name === 'firm') {
        await t.test('shows what the firm gains', () =>
          assertHeadlines(page, asked.language, firmHeadlinesOf(plan, samplePlan().firm)));
      } else {
        await t.test('shows the plan\'s headline numbers', () => assertHeadlines(page, asked.language, headlinesOf(plan)));
        await t.test('says what waits for permits and rests on estimates', () => assertConditions(page, asked.language));
        await t.test('holds the plan\'s balance', () => assertBalance(page, asked.language));
      }
      if (!asked.edition.inside) {
        await t.test('draws and ranks nothing that others\' exchanges could be read from', () =>
          assertClosed(page, asked.language));
        return;
      }
      for (const unit of ['m3', 'MWh', 't']) {
        for (const today of [true, false]) {
          await t.test(`draws every flow as broad as it is (${unit}, ${today ? 'today' : 'in the plan'})`,
            () => assertFlows(page, asked.language, unit, today));
        }
      }
      await t.test('shows everybody on the map where they are', () => assertMap(page, asked.language));
      await t.test('ranks the plan\'s exchanges', () => assertRanked(page, asked.language));
    });
  });
}

async function assertQuiet(page) {
  assert.deepEqual(page.heard, [], 'nothing may be heard of a page that is well');
  assert.deepEqual(page.asked, [page.address], 'one request, for the file itself');
  assert.equal(await page.locator('link, iframe, object, embed, [src], [srcset]').count(), 0,
    'nothing on the page may name another file');
  const lost = await page.$$eval('a', (all) => all.map((a) => a.getAttribute('href'))
    .filter((link) => !link.startsWith('#') || document.getElementById(link.slice(1)) === null));
  assert.deepEqual(lost, [], 'links that lead to no place of this page');
}

/** The figure of a tile, by its label. */
async function figuresOf(page, language) {
  const tiles = await page.$$eval(`.half.${language} .tile`, (all) => all.map((tile) => ({
    label: tile.querySelector('dt').textContent,
    figure: tile.querySelector('.figure').textContent,
  })));
  return (label) => {
    const found = tiles.filter((tile) => tile.label === label);
    assert.equal(found.length, 1, `"${label}" stands once on the first screen`);
    return found[0].figure;
  };
}

async function assertHeadlines(page, language, headlines) {
  const figure = await figuresOf(page, language);
  for (const headline of headlines) {
    const label = headline[language];
    assertTells(figure(label), headline.value, language, label, {unit: headline.unit[language]});
  }
}

async function assertConditions(page, language) {
  const figure = await figuresOf(page, language);
  const exchanges = exchangesOf(plan);
  const permits = figure({vi: 'Liên kết cần giấy phép, thủ tục', en: 'Exchanges that need permits'}[language]);
  assert.deepEqual(permits.match(/\d+/g).map(Number),
    [exchanges.filter((exchange) => exchange.permits.length > 0).length, exchanges.length],
    'exchanges that need permits, of all');
  const {measured = 0, billed = 0, permit = 0} = plan.basis;
  const given = Object.values(plan.basis).reduce((sum, count) => sum + count, 0);
  const estimates = figure({vi: 'Số liệu dựa trên ước tính', en: 'Figures that rest on estimates'}[language]);
  assertTells(estimates, 100 * (1 - (measured + billed + permit) / given), language, 'estimates', {unit: '%'});
}

async function assertClosed(page, language) {
  const closed = ['flows', 'map', 'ranked', 'exchanges', 'parties'].map((name) => `#${language}-${name}`);
  assert.equal(await page.locator([...closed, '[data-chart]', 'svg.sankey', 'svg.map', 'script'].join()).count(), 0);
}

/** One drawing of flows against the plan. */
async function assertFlows(page, language, unit, today) {
  const flows = flowsOf(plan, unit, language, today);
  const which = `${flows.family}, ${today ? 'today' : 'in the plan'}, ${language}`;
  const id = `${language}-flow-${flows.family}-${today ? 'before' : 'after'}`;
  const ends = flows.nodes.filter(({side}) => side !== 'plant');
  if (await assertChart(page, id, ends.map(({name}) => name))) {
    return;
  }
  const drawn = await page.locator(`svg[aria-labelledby="${id}"]`).evaluate((svg) => ({
    bands: [...svg.querySelectorAll('.flow')].map((path) => path.querySelector('title').textContent),
    bars: [...svg.querySelectorAll('.node')].map((bar) => Number(bar.getAttribute('height'))),
    plants: svg.querySelectorAll('.plant').length,
    names: [...svg.querySelectorAll('.name')].map((name) => name.textContent),
    inside: [...svg.querySelectorAll('path, rect, text')].every((shape) => {
      const box = shape.getBBox();
      const view = svg.viewBox.baseVal;
      return box.x >= -1 && box.y >= -1 && box.x + box.width <= view.width + 1 &&
        box.y + box.height <= view.height + 1;
    }),
  }));
  assert.ok(drawn.inside, `${which}: nothing is drawn over the edge`);
  const bands = drawn.bands.map((text) => {
    const [, from, to, amount] = /^(.*) → (.*): (.*?)$/s.exec(text);
    return {names: [from, to], amount};
  });
  assert.equal(bands.length, flows.bands.length, `${which}: bands drawn`);
  for (const band of flows.bands) {
    const same = bands.findIndex((other) => other.names.join() === band.names.join() &&
      Math.abs(shown(other.amount, language).value - band.amount) <= shown(other.amount, language).step);
    assert.notEqual(same, -1, `${which}: ${band.names.join(' → ')}, ${band.amount} ${unit} is drawn`);
    bands.splice(same, 1);
  }
  const plants = flows.nodes.filter(({side, now}) => side === 'plant' && (!today || now > 0));
  assert.equal(drawn.bars.length, ends.length, `${which}: givers and receivers`);
  assert.equal(drawn.plants, plants.length, `${which}: plants between them`);
  const cut = (name) => (drawn.names.includes(name) ? name : `${[...name].slice(0, 30).join('')}…`);
  assert.deepEqual([...drawn.names].sort(), ends.map(({name}) => cut(name)).sort(), `${which}: names`);
  // Bars are as high as what passes them; the smallest are drawn higher, to be seen at all.
  const sizes = ends.map(({amount, now}) => Math.max(amount, now)).sort((a, b) => b - a);
  const heights = [...drawn.bars].sort((a, b) => b - a);
  const scale = heights[0] / sizes[0];
  heights.filter((height) => height > 3).forEach((height, i) => {
    assert.ok(Math.abs(height - sizes[i] * scale) < 0.2, `${which}: bar ${i} is ${height} for ${sizes[i]}`);
  });
}

/** Where a script has drawn a chart in a drawing's place: it is seen, and names whoever the drawing would. */
async function assertChart(page, id, names) {
  const chart = await page.locator(`svg[aria-labelledby="${id}"]`).evaluate((svg) => {
    const drawn = svg.parentElement.querySelector('[data-chart][data-ready]');
    return drawn === null ? null : {box: drawn.getBoundingClientRect().toJSON(),
      shapes: drawn.querySelectorAll('svg path, svg circle, svg rect').length,
      words: [...drawn.querySelectorAll('svg text')].map((text) => text.textContent)};
  });
  if (chart === null) {
    return false;
  }
  assert.ok(chart.box.width > 200 && chart.box.height > 100, `${id}: the chart is large enough to read`);
  assert.ok(chart.shapes >= names.length, `${id}: the chart draws everybody`);
  const isThere = (name) => chart.words.some((word) => word === name ||
    (/(…|\.\.\.)$/.test(word) && name.startsWith(word.replace(/(…|\.+)$/, '').trim())));
  assert.deepEqual(names.filter((name) => !isThere(name)), [], `${id}: who is not named by the chart`);
  return true;
}

async function assertMap(page, language) {
  // Names that find no room on a map are left out, so that none is asked for.
  if (await assertChart(page, `${language}-map-drawing`, [])) {
    return;
  }
  const drawn = await page.locator(`.half.${language} svg.map`).evaluate((svg) => ({
    width: svg.getBoundingClientRect().width,
    title: svg.querySelector('title').textContent,
    spots: [...svg.querySelectorAll('circle, rect')].map((mark) => {
      const box = mark.getBBox();
      return {name: mark.querySelector('title').textContent,
        x: box.x + box.width / 2, y: box.y + box.height / 2};
    }),
    links: [...svg.querySelectorAll('.link')].map((path) => path.getAttribute('d').match(/-?[\d.]+/g).map(Number)),
  }));
  assert.ok(drawn.width > 300, 'the map is there to be seen');
  assert.equal(drawn.spots.length, plan.places.length, 'a mark for everybody whose place is known');
  const named = new Map(plan.places.map((place) => [place.id,
    plan.firms.find(({id}) => id === place.id).name[language]]));
  const spots = plan.places.map((place) => {
    const name = named.get(place.id);
    // Who stands beyond the edge is named with the distance.
    const found = drawn.spots.filter((spot) => spot.name === name || spot.name.startsWith(`${name} (`));
    assert.equal(found.length, 1, `one mark for ${name}`);
    return {...place, ...found[0], east: place.x, north: place.y, far: found[0].name !== name};
  });
  const near = spots.filter(({far}) => !far);
  assert.ok(near.length > 3, 'most stand on the map itself');
  // North up, east right, and one scale: a degree of longitude is the cosine of the latitude of one north.
  const [west, east] = [...near].sort((a, b) => a.east - b.east).flatMap((s, i, all) => (i % (all.length - 1) ? [] : [s]));
  const scale = (east.x - west.x) / (east.east - west.east);
  assert.ok(scale > 0, 'east is right');
  const narrow = Math.cos(plan.places.reduce((sum, {y}) => sum + y, 0) / plan.places.length * Math.PI / 180);
  for (const spot of near) {
    const x = west.x + (spot.east - west.east) * scale;
    const y = west.y - (spot.north - west.north) * scale / narrow;
    assert.ok(Math.hypot(spot.x - x, spot.y - y) < 0.5, `${spot.name} stands where it is`);
  }
  assertLinks(drawn, spots);
}

/** Every leg of an exchange is a line between two marks: to a plant once, from a plant once. */
function assertLinks(drawn, spots) {
  const legs = new Map();
  for (const {from, to, via} of exchangesOf(plan)) {
    const ends = [partyOf(plan, from).id, ...via, partyOf(plan, to).id];
    ends.slice(1).forEach((end, i) => {
      const key = via.length === 0 ? `${from} ${to}` : i === 0 ? `${from} ${end}` : `${ends[i]} ${to}`;
      legs.set(key, [ends[i], end]);
    });
  }
  const at = (x, y) => spots.filter((spot) => Math.hypot(spot.x - x, spot.y - y) < 0.2).map(({id}) => id).join();
  const links = drawn.links.map((d) => `${at(d[0], d[1])} → ${at(...d.slice(-2))}`);
  assert.deepEqual(links.sort(), [...legs.values()].map((ends) => ends.join(' → ')).sort());
  assert.deepEqual(drawn.title.match(/\d+/g).map(Number), [spots.length, links.length],
    'what is said of the map to those who hear it');
}

/** The text of a table's cells, row by row; a figure as a reader reads it, without blanks around it. */
function rowsOf(page, table) {
  return page.locator(table).first().evaluate((found) => [...found.tBodies[0].rows].map((row) =>
    [...row.cells].map((cell) => cell.textContent.trim())));
}

async function assertRanked(page, language) {
  const rows = await rowsOf(page, `#${language}-ranked table`);
  for (const exchange of exchangesOf(plan).filter(({via}) => via.length === 0)) {
    const ends = `${exchange.from_name[language]} → ${exchange.to_name[language]}`;
    const row = rows.find((cells) => cells[1] === ends && cells[2].startsWith(exchange.resource_name[language]));
    assert.ok(row, `a row for ${ends}, ${exchange.resource_name[language]}`);
    assertShows(row[3], exchange.quantity, language, `quantity of ${ends}`);
    assertShows(row[4], exchange.saving, language, `saving of ${ends}`, {scale: 1e6});
    assertShows(row[5], exchange.emissions_saving, language, `emissions of ${ends}`);
    assertShows(row[6], exchange.investment, language, `investment of ${ends}`, {scale: 1e6});
  }
  // A row without an arrow adds up the others.
  const all = rows.filter((cells) => cells[1].includes('→')).reduce((sum, cells) => sum + shown(cells[4], language).value * 1e6, 0);
  const saved = plan.exchanges.reduce((sum, {saving}) => sum + saving, 0);
  assert.ok(Math.abs(all - saved) <= rows.length * 0.05e6 + 1, 'the rows together save what the plan saves');
}

async function assertBalance(page, language) {
  const rows = await rowsOf(page, `#${language}-balance table`);
  const keys = ['cost', 'emissions', 'water_purchased', 'wastewater_discharged', 'waste_disposed',
    'heat_purchased', 'heat_disposed', 'material_purchased'];
  assert.equal(rows.length, keys.length);
  keys.forEach((key, i) => {
    const scale = key === 'cost' ? 1e6 : 1;
    const [label, ...cells] = rows[i];
    const values = [plan.baseline[key], plan.planned[key], plan.planned[key] - plan.baseline[key]];
    values.forEach((value, c) => assertShows(cells[c], value, language, label, {scale}));
  });
}

test('every chart that a script draws is drawn, and there are some where scripts are', async () => {
  await withPage(report(samplePlan(), 'vi'), {}, async (page) => {
    const scripts = await page.locator('script:not([type="application/json"])').count();
    const charts = await page.locator('[data-chart]').count();
    assert.equal(charts > 0, scripts > 0, 'charts where there are scripts, and only there');
    for (const language of languages) {
      await show(page, language);
    }
    assert.equal(await page.locator('[data-chart][data-ready]').count(), charts, 'charts drawn, of all');
    assert.deepEqual(page.heard, []);
  });
});

test('the file is below 2 MB', () => {
  const first = fs.readFileSync(report(samplePlan(), 'vi'));
  assert.ok(first.length < 2e6, `${first.length} bytes`);
});
