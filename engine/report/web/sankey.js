// SPDX-License-Identifier: GPL-3.0-or-later
// What flows where. Two drawings of a pair have one scale, so places and heights are the library's.
import { base, deep, families, font, halo, lines, rich, soft } from './look.js';

const bar = 8;
const sides = ['left', 'top', 'right'];
const looks = {
  node: { color: deep, borderWidth: 0 },
  plant: { color: '#fff', borderColor: deep, borderWidth: 2 },
  outer: { color: '#fff', borderColor: soft, borderWidth: 1.5 },
};

/** What is left beside the bands for names. */
const margin = (width) => Math.round(width * 0.33);

/** Beside its bar; over a plant; and what is outside at the very top, where two names meet back to back. */
function placeOf(node, middle) {
  if (node.kind !== 'outer') {
    return { position: sides[node.column] };
  }
  const toTheMiddle = (0.5 - node.across) * middle;
  return toTheMiddle > 0
    ? { position: [toTheMiddle - 4, 2 - node.y], align: 'right' }
    : { position: [toTheMiddle + 4 + bar, 2 - node.y], align: 'left' };
}

function nodeOf(node, index, data, width) {
  const middle = width - 2 * margin(width);
  return {
    name: String(index),
    value: node.height,
    depth: node.column,
    localX: ((middle - bar) * node.across) / middle,
    localY: node.y / data.span,
    told: node.told,
    itemStyle: looks[node.kind],
    label: {
      ...placeOf(node, middle - bar),
      width: node.column === 1 ? undefined : margin(width) - bar,
      formatter: () => lines(node.name, node.detail),
    },
  };
}

function bandOf(band) {
  return {
    source: String(band.from),
    target: String(band.to),
    value: band.thick,
    told: band.told,
    lineStyle: band.open ? { color: '#8b949c', opacity: 0.35 } : undefined,
  };
}

export const sankey = {
  height: (data) => data.height + 8,
  option(data, width) {
    const nodes = data.nodes.map((node, index) => nodeOf(node, index, data, width));
    return {
      ...base,
      series: {
        type: 'sankey',
        left: margin(width),
        right: margin(width),
        top: 0,
        height: data.span,
        nodeWidth: bar,
        nodeGap: 0,
        nodeAlign: 'left',
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        label: { ...font, lineHeight: 13, overflow: 'truncate', rich, ...halo },
        lineStyle: { color: families[data.family], opacity: 0.5, curveness: 0.5 },
        data: nodes.filter((node, index) => data.nodes[index].seen),
        links: data.bands.map(bandOf),
      },
    };
  },
};
