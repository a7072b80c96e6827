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

use([
  BarChart, GraphChart, SankeyChart,
  AriaComponent, GraphicComponent, GridComponent, LegendComponent, TooltipComponent,
  LabelLayout, SVGRenderer,
]);

const kinds = { bars, map, sankey };
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

/** A chart without a width stands in the half that is not shown. */
function drawSeen(places, widthOf) {
  for (const place of places) {
    const width = Math.floor(widthOf(place));
    if (width > 0) {
      draw(place, width);
    }
  }
}

const places = [...document.querySelectorAll('[data-chart]')].filter((place) => place.dataset.chart in kinds);
const room = (place) => place.parentElement.clientWidth;
const onScreen = () => drawSeen(places, room);

// The parent, for a chart has no size before it is drawn. Seen again after a switch of language, turned, or resized.
let printing = false;
const seen = new ResizeObserver(() => printing || onScreen());
places.forEach((place) => seen.observe(place.parentElement));
addEventListener('beforeprint', () => {
  printing = true;
  drawSeen(places, (place) => (room(place) > 0 ? printed(place) : 0));
});
addEventListener('afterprint', () => {
  printing = false;
  onScreen();
});
onScreen();
