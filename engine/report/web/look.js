// SPDX-License-Identifier: GPL-3.0-or-later
// What all charts look alike in, and how what they say stays text.

const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();

export const ink = colour('ink');
export const soft = colour('soft');
export const line = colour('line');
export const deep = colour('deep');
export const families = { water: colour('water'), heat: colour('heat'), material: colour('material') };
export const font = { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 11, color: ink };

/** A tooltip is an element made of a text: a name can hold no markup. */
function told(hovered) {
  const text = hovered.data && hovered.data.told;
  if (!text) {
    return '';
  }
  const element = document.createElement('div');
  element.textContent = text;
  return element;
}

export const tooltip = {
  trigger: 'item',
  formatter: told,
  confine: true,
  transitionDuration: 0,
  borderColor: line,
  textStyle: { ...font, fontSize: 13 },
  extraCssText: 'max-width:360px;white-space:pre-line;overflow-wrap:anywhere;box-shadow:none',
};

/** Two lines, the second softer. A brace in a name would be read as the name of a style: such stay plain. */
export function lines(name, detail) {
  if (detail === '') {
    return name;
  }
  return /[{}]/.test(name + detail) ? `${name}\n${detail}` : `${name}\n{detail|${detail}}`;
}
export const halo = { textBorderColor: '#fff', textBorderWidth: 3 };
export const rich = { detail: { ...font, fontSize: 10, color: soft, lineHeight: 13, ...halo } };

/** Told apart in grey, too. */
export const decals = {
  water: { symbol: 'none' },
  heat: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: 'rgba(255,255,255,.45)' },
  material: { symbol: 'circle', dashArrayX: [[4, 4], [0, 4, 4, 0]], dashArrayY: [4, 0], symbolSize: 0.6, color: 'rgba(255,255,255,.45)' },
};
// What is heard is the page's own.
export const aria = { enabled: true, label: { enabled: false }, decal: { show: true } };

export const base = { animation: false, textStyle: font, tooltip };
