// SPDX-License-Identifier: GPL-3.0-or-later
// Reads numbers as a reader of the report does: written apart from the program's own figures.c.
import assert from 'node:assert/strict';

const shapes = {
  vi: /^(-?)(\d{1,3}(?:\.\d{3})*)(?:,(\d+))?/,
  en: /^(-?)(\d{1,3}(?:,\d{3})*)(?:\.(\d+))?/,
};

const scales = {vi: {'triệu': 1e6, 'tỷ': 1e9}, en: {million: 1e6, billion: 1e9}};

/** What a text shows: {value, step (of its last digit), unit}. */
export function shown(text, language) {
  const whole = text.trim();
  const found = shapes[language].exec(whole);
  assert.ok(found, `"${whole}" does not begin with a number as ${language} writes it`);
  const decimals = found[3] ?? '';
  const number = Number(`${found[1]}${found[2].replace(/[.,]/g, '')}.${decimals || '0'}`);
  const words = whole.slice(found[0].length).trim().split(/\s+/);
  const scale = scales[language][words[0]] ?? 1;
  const unit = (scale === 1 ? words : words.slice(1)).join(' ');
  return {value: number * scale, step: 10 ** -decimals.length * scale, unit};
}

/** A text shows a value, with nothing but the rounding of its own last digit between them. */
export function assertShows(text, value, language, what, {unit, scale = 1} = {}) {
  const read = shown(text, language);
  const off = Math.abs(read.value * scale - value);
  const least = read.step * scale * 0.500001 + Math.abs(value) * 1e-12;
  assert.ok(off <= least, `${what} (${language}): the page shows "${text.trim()}", the plan holds ${value}`);
  if (unit !== undefined) {
    assert.equal(read.unit, unit, `${what} (${language}): the unit of "${text.trim()}"`);
  }
}

/** The same, and it says enough: within a hundredth of the value, or to the first decimal. */
export function assertTells(text, value, language, what, options) {
  assertShows(text, value, language, what, options);
  const off = Math.abs(shown(text, language).value - value);
  assert.ok(off <= Math.max(Math.abs(value) / 100, 0.05),
    `${what} (${language}): "${text.trim()}" is too coarse for ${value}`);
}
