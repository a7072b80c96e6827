// SPDX-License-Identifier: GPL-3.0-or-later
// Where firms stand and what links them: one scale in both directions, north up, places by the library.
import { base, deep, families, font, halo, ink, soft } from './look.js';

const dashes = { water: 'solid', heat: [9, 4], material: [2, 3] };
const looks = {
  node: { symbol: 'circle', symbolSize: 10, itemStyle: { color: deep } },
  plant: { symbol: 'rect', symbolSize: 12, itemStyle: { color: '#fff', borderColor: deep, borderWidth: 2 } },
  outer: { symbol: 'circle', symbolSize: 10, itemStyle: { color: '#fff', borderColor: soft, borderWidth: 1.5 } },
};
const ends = { start: 'left', end: 'right', middle: 'center' };

/** Names found room at the library's width: where there is less, they shrink, as far as they can be read. */
const shrunk = (data, width) => Math.min(1, width / data.width);

function spotOf(spot, index, scale) {
  const look = looks[spot.kind];
  const size = spot.small ? 4 : look.symbolSize;
  return {
    ...look,
    itemStyle: spot.small ? { color: '#9aa5ae' } : look.itemStyle,
    symbolSize: size,
    name: String(index),
    value: [spot.x, spot.y],
    told: spot.told,
    label: {
      show: spot.name !== undefined,
      formatter: () => spot.name,
      position: [size / 2 + spot.right * scale, size / 2 + spot.down * scale],
      align: ends[spot.anchor],
      verticalAlign: 'middle',
    },
  };
}

function linkOf(link) {
  return {
    source: String(link.from),
    target: String(link.to),
    told: link.told,
    lineStyle: { color: families[link.family], type: dashes[link.family] },
  };
}

function scaleBar(data, width) {
  const left = 12;
  const bottom = (data.height * width) / data.width - 12;
  const right = left + (data.bar * width) / data.width;
  return [
    {
      type: 'polyline',
      silent: true,
      shape: { points: [[left, bottom - 5], [left, bottom], [right, bottom], [right, bottom - 5]] },
      style: { stroke: ink, lineWidth: 1.5, fill: 'none' },
    },
    { type: 'text', silent: true, x: right + 6, y: bottom - 10, style: { ...font, fill: ink, text: data.barTold } },
  ];
}

export const map = {
  height: (data, width) => (data.height * width) / data.width,
  option(data, width) {
    const axis = { type: 'value', min: 0, show: false };
    return {
      ...base,
      grid: { left: 0, right: 0, top: 0, bottom: 0 },
      xAxis: { ...axis, max: data.width },
      yAxis: { ...axis, max: data.height, inverse: true },
      graphic: scaleBar(data, width),
      series: {
        type: 'graph',
        coordinateSystem: 'cartesian2d',
        layout: 'none',
        edgeSymbol: ['none', 'arrow'],
        edgeSymbolSize: 8,
        lineStyle: { width: 2.2, opacity: 0.75, curveness: -0.08 },
        label: { ...font, fontSize: Math.max(8.5, 10.5 * shrunk(data, width)), ...halo },
        labelLayout: { hideOverlap: true },
        emphasis: { focus: 'adjacency' },
        data: data.spots.map((spot, index) => spotOf(spot, index, shrunk(data, width))),
        links: data.links.map(linkOf),
      },
    };
  },
};
