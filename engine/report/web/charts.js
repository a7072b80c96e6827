// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the page's charts with Apache ECharts. Every word, figure and place comes with the page: nothing is
// calculated here but how wide the page is.
import { init, use } from 'echarts/core';
import { BarChart, GraphChart, SankeyChart } from 'echarts/charts';
import { AriaComponent, GraphicComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { bars } from './bars.js';
import { map } from './map.js';
import { sankey } from './sankey.js';
import { seasons } from './seasons.js';

use([
  BarChart, GraphChart, SankeyChart,
  AriaComponent, GraphicComponent, GridComponent, LegendComponent, TooltipComponent,
  LabelLayout, SVGRenderer,
]);

const kinds = { bars, map, sankey, seasons };
// What of A4 is left between its margins, in CSS pixels: 182 mm, and less for what the style sheet narrows.
const printed = (place) => (place.dataset.chart === 'sankey' ? 620 : 686);

const data = (place) => JSON.parse(place.querySelector('script').textContent);

function canvasOf(place) {
  const canvas = document.createElement('div');
  place.append(canvas);
  return canvas;
}

/** Every chart that has been drawn: its place, its kind, its data. */
const drawn = new Map();

function sized(one, width) {
  const height = Math.ceil(one.draw.height(one.data, width));
  one.chart.resize({ width, height });
  one.chart.setOption(one.draw.option(one.data, width), { notMerge: true });
  one.chart.getZr().flush();
  // A browser that prints without saying so first shrinks or widens the whole drawing.
  one.place.querySelector('svg').setAttribute('viewBox', `0 0 ${width} ${height}`);
  one.width = width;
}

function draw(place, width) {
  let one = drawn.get(place);
  if (!one) {
    const chart = init(canvasOf(place), null, { renderer: 'svg', width, height: 100 });
    one = { place, chart, draw: kinds[place.dataset.chart], data: data(place), width: 0 };
    drawn.set(place, one);
  }
  if (one.width !== width) {
    sized(one, width);
  }
  // The style sheet shows a chart that is ready instead of the drawing beside it.
  place.dataset.ready = '';
}

const places = [...document.querySelectorAll('[data-chart]')].filter((place) => place.dataset.chart in kinds);
// The parent's, for a chart has no size before it is drawn. None: it stands in the half that is not shown.
// At least what the style sheet asks for: on a phone, a drawing keeps its size and scrolls.
function room(place) {
  const parent = Math.floor(place.parentElement.clientWidth);
  return parent === 0 ? 0 : Math.max(parent, parseFloat(getComputedStyle(place).minWidth) || 0);
}

/** Charts to draw, one at a time: a reader sees the first screen, which has none, before they are there. */
const waiting = new Set();
let printing = false;

function drawNext() {
  const [place] = waiting;
  waiting.delete(place);
  if (!printing && room(place) > 0) {
    draw(place, room(place));
  }
  if (waiting.size > 0) {
    setTimeout(drawNext);
  }
}

function drawSoon(these) {
  if (waiting.size === 0) {
    setTimeout(drawNext);
  }
  these.forEach((place) => waiting.add(place));
}

// Told at the start, after a switch of language, when the window changes.
const placeIn = new Map(places.map((place) => [place.parentElement, place]));
const seen = new ResizeObserver((changed) => drawSoon(changed.map((one) => placeIn.get(one.target))));
placeIn.forEach((place, parent) => seen.observe(parent));

addEventListener('beforeprint', () => {
  printing = true;
  places.filter(room).forEach((place) => draw(place, printed(place)));
});
addEventListener('afterprint', () => {
  printing = false;
  drawSoon(places);
});
