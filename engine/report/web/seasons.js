// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchanges carry an hour, period by period: a panel for each family, for their units differ.
import { base, families, font, ink, soft } from './look.js';

const panelHeight = 220;
const least = 190; // as wide as a panel must be to stand beside another
const gap = 32;
const mostFigures = 4; // columns with their figure above

/** How many panels stand side by side, and how wide. */
function rowOf(data, width) {
  const across = Math.max(1, Math.min(data.panels.length, Math.floor(width / least)));
  return { across, width: (width - gap * (across - 1)) / across };
}

function boxOf(index, row) {
  return {
    left: (index % row.across) * (row.width + gap),
    top: Math.floor(index / row.across) * panelHeight + 44,
    width: row.width,
    height: panelHeight - 74,
  };
}

function partOf(panel, part, index, at) {
  const last = index === panel.parts.length - 1;
  return {
    type: 'bar',
    stack: `panel ${at}`,
    xAxisIndex: at,
    yAxisIndex: at,
    barMaxWidth: 70,
    itemStyle: {
      color: families[panel.family], opacity: Math.max(0.3, 1 - index * 0.12), borderColor: '#fff', borderWidth: 1,
    },
    label: {
      ...font,
      opacity: 1,
      show: last && panel.periods.length <= mostFigures,
      position: 'top',
      formatter: (hovered) => panel.periods[hovered.dataIndex].figure,
    },
    data: part.lengths.map((length, period) => ({ value: length, told: part.told[period] })),
  };
}

export const seasons = {
  height: (data, width) => Math.ceil(data.panels.length / rowOf(data, width).across) * panelHeight,
  option(data, width) {
    const row = rowOf(data, width);
    const boxes = data.panels.map((panel, index) => boxOf(index, row));
    return {
      ...base,
      graphic: data.panels.map((panel, index) => ({
        type: 'text',
        silent: true,
        x: boxes[index].left,
        y: boxes[index].top - 38,
        style: { ...font, fontSize: 12, fontWeight: 700, fill: ink, text: panel.name },
      })),
      grid: boxes.map((box) => ({ ...box, outerBoundsMode: 'none' })),
      xAxis: data.panels.map((panel, index) => ({
        type: 'category',
        gridIndex: index,
        data: panel.periods.map((period) => period.name),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: soft } },
        axisLabel: { ...font, interval: 0, hideOverlap: true },
      })),
      yAxis: data.panels.map((panel, index) => ({ type: 'value', gridIndex: index, show: false, max: 1000 })),
      series: data.panels.flatMap((panel, at) => panel.parts.map((part, index) => partOf(panel, part, index, at))),
    };
  },
};
