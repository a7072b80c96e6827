// SPDX-License-Identifier: GPL-3.0-or-later
// How much each exchange saves: a bar each, the figure at its end, so that no axis is needed.
import { aria, base, decals, families, font, lines, rich, soft } from './look.js';

const row = 36;
const legendHeight = 30;

/** Losses are hollow. */
function barOf(bar) {
  const loss = bar.length < 0;
  const colour = families[bar.family] ?? '#8b949c';
  return {
    value: bar.length,
    told: bar.told,
    itemStyle: loss ? { color: '#fff', borderColor: colour, borderWidth: 1.5, decal: { symbol: 'none' } } : {},
    label: { formatter: () => bar.figure },
  };
}

/** A family is a series, for the legend; all stand on one another, each bar in one of them. */
function seriesOf(data, family, name) {
  return {
    type: 'bar',
    name,
    stack: 'all',
    barWidth: 16,
    itemStyle: { color: families[family] ?? '#8b949c', decal: decals[family] ?? { symbol: 'none' } },
    label: { ...font, show: true, position: 'right' },
    emphasis: { focus: 'none' },
    data: data.bars.map((bar) => (bar.family === family ? barOf(bar) : '-')),
  };
}

export const bars = {
  height: (data) => legendHeight + data.bars.length * row + 4,
  option(data, width) {
    const names = Math.round(width * 0.42);
    const others = data.bars.some((bar) => bar.family === '') ? [seriesOf(data, '', 'others')] : [];
    return {
      ...base,
      aria,
      legend: {
        top: 0, left: 0, itemGap: 18, selectedMode: false, textStyle: font, data: data.families.map((one) => one.name),
      },
      grid: { left: names, right: 70, top: legendHeight, bottom: 4, outerBoundsMode: 'none' },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: data.bars.map((bar, index) => String(index)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: soft } },
        axisLabel: {
          ...font,
          interval: 0,
          lineHeight: 13,
          width: names - 12,
          overflow: 'truncate',
          rich,
          formatter: (index) => lines(data.bars[index].name, data.bars[index].detail),
        },
      },
      series: [...data.families.map((one) => seriesOf(data, one.family, one.name)), ...others],
    };
  },
};
