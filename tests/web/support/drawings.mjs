// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the drawings of a page can be read, whatever they show.
import assert from 'node:assert/strict';

/** The drawings and charts of a half of the page that are seen, with each word of theirs as it is on the screen. */
export function drawingsOf(page, language) {
  const all = `.half.${language} :is(svg.sankey, svg.map, svg.gantt, [data-chart] svg)`;
  return page.$$eval(all, (found) => found.filter((svg) => svg.checkVisibility()).map((svg) => {
    const edge = svg.getBoundingClientRect();
    const chart = svg.closest('[data-chart]');
    return {
      name: (chart ?? svg).ariaLabel ?? svg.querySelector('title').textContent,
      kind: chart?.dataset.chart ?? svg.classList[0],
      chart: chart !== null,
      height: edge.height,
      edge: edge.toJSON(),
      shapes: svg.querySelectorAll('path, rect, circle').length,
      bands: svg.querySelectorAll('.flow, .link').length,
      words: [...svg.querySelectorAll('text')].map((text) => ({
        name: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a,
        ...text.getBoundingClientRect().toJSON(),
      })),
    };
  }));
}

/** Words over each other, over the edge, or of less than 7 pixels cannot be read. */
export function assertReadable({name, words, edge}) {
  for (const [i, a] of words.entries()) {
    assert.ok(a.size >= 7, `${name}: "${a.name}" is ${a.size.toFixed(1)} px high`);
    assert.ok(a.left >= edge.left - 1 && a.right <= edge.right + 1,
      `${name}: "${a.name}" reaches over the edge, from ${a.left - edge.left} to ${a.right - edge.left} of ${edge.width}`);
    for (const b of words.slice(i + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // The box of a line holds the room above and below its letters.
      const over = across > 1 && down > 0.45 * Math.min(a.height, b.height);
      assert.ok(!over, `${name}: "${a.name}" and "${b.name}" stand over each other`);
    }
  }
}
