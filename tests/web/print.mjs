// SPDX-License-Identifier: GPL-3.0-or-later
// The report on paper: A4, page numbers, nothing over the edge, no drawing cut in two. Poppler reads the PDF.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {test} from 'node:test';

import {show, withPage} from './support/browser.mjs';
import {assertTells} from './support/figures.mjs';
import {firmHeadlinesOf, headlinesOf} from './support/plan.mjs';
import {editions, folder, languages, report, samplePlan} from './support/setting.mjs';

/** Points: of A4, and of the margin that the style sheet leaves at least (14 mm, less half a millimetre). */
const a4 = {width: 595.3, height: 841.9};
const margin = (14 - 0.5) / 25.4 * 72;

/** Pixels of CSS between the margins of the style sheet: 14 mm at the sides, 16 mm above, 18 mm below. */
const inside = {width: Math.floor((210 - 28) / 25.4 * 96), height: Math.floor((297 - 34) / 25.4 * 96)};

function poppler(...words) {
  const run = spawnSync('pdftotext', words, {encoding: 'utf8', maxBuffer: 1 << 28});
  if (run.error) {
    throw new Error('pdftotext is missing: "./run test" installs Debian\'s package poppler-utils');
  }
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

/** Every page of a PDF: its size, its text, and the box of each word. */
function pagesOf(pdf) {
  const text = poppler('-layout', pdf, '-').split('\f').slice(0, -1);
  const boxes = poppler('-bbox', pdf, '-').split('<page ').slice(1);
  assert.equal(text.length, boxes.length);
  return boxes.map((page, i) => ({
    text: text[i],
    size: page.match(/^width="([\d.]+)" height="([\d.]+)"/).slice(1).map(Number),
    words: [...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g)]
      .map(([, left, top, right, bottom, word]) => ({left: +left, top: +top, right: +right, bottom: +bottom, word})),
  }));
}

const words = {
  vi: {headings: ['Khu công nghiệp được gì', 'Các liên kết theo giá trị', 'Giấy phép, thủ tục cần hoàn thành'],
    firm: 'Pháp luật và môi trường',
    foot: 'DỰ THẢO', people: ['Người lập', 'Kiểm tra', 'Phê duyệt']},
  en: {headings: ['What the park gains', 'Exchanges by their worth', 'Permits to obtain'],
    firm: 'What law and environment ask',
    foot: 'DRAFT', people: ['Prepared by', 'Checked by', 'Approved by']},
};

/** The public is told what the park gains and what it needs permits for; a firm, of its own. */
function headingsOf(edition, language) {
  const {headings, firm} = words[language];
  return edition.inside ? headings : edition.park ? [headings[0], headings[2]] : [firm];
}

for (const edition of editions) {
  for (const language of languages) {
    const name = `${edition.name}, ${language}`;

    test(`printed on A4, it holds its text, its numbers and its page numbers (${name})`, async () => {
      const pdf = path.join(folder, `${edition.name}-${language}.pdf`);
      await withPage(report(samplePlan(), language, edition), {}, (page) =>
        page.pdf({path: pdf, preferCSSPageSize: true, printBackground: true}));
      const pages = pagesOf(pdf);
      const [least, most] = edition.name === 'firm' ? [1, 1] : [4, 59];
      assert.ok(pages.length >= least && pages.length <= most, `${pages.length} pages`);
      pages.forEach((page, i) => {
        const where = `page ${i + 1} of ${pages.length}`;
        assert.ok(Math.abs(page.size[0] - a4.width) < 1 && Math.abs(page.size[1] - a4.height) < 1, `${where} is A4`);
        // The foot may take two lines, and the number stands beside the first. Poppler reads narrow blanks as none.
        const foot = page.text.trimEnd().split('\n').slice(-2).join('\n');
        assert.match(foot, new RegExp(`\\b${i + 1} ?/ ?${pages.length}$`, 'm'), `${where} has its number at its foot`);
        assert.ok(foot.includes(words[language].foot), `${where} says at its foot that it is a draft`);
        assert.ok(page.words.length > 30, `${where} is not all but empty: ${page.words.map(({word}) => word).join(' ')}`);
        for (const {left, top, right, bottom, word} of page.words) {
          assert.ok(left >= margin && right <= a4.width - margin && top > 0 && bottom < a4.height,
            `${where}: "${word}" stands over the margin (${left} to ${right} of ${a4.width})`);
        }
      });
      const all = pages.map(({text}) => text).join('\n').normalize('NFC').replace(/\s+/g, ' ');
      for (const heading of [...headingsOf(edition, language), ...words[language].people]) {
        assert.ok(all.includes(heading), `"${heading}" can be read and searched in the PDF`);
      }
      const {content, firm} = samplePlan();
      // A firm reads first what it loses today, then what it gains.
      const [saving, at] = edition.name === 'firm' ? [firmHeadlinesOf(content, firm)[0], 1] : [headlinesOf(content)[0], 0];
      assertTells(all.match(/[\d.,]+ (tỷ|billion) \p{L}+/gu)[at], saving.value, language, saving[language]);
    });

    test(`no drawing is cut between pages, nothing is wider than the paper (${name})`, async () => {
      await withPage(report(samplePlan(), language, edition), {viewport: inside}, async (page) => {
        await show(page, language);
        await page.emulateMedia({media: 'print'});
        const wrong = await page.evaluate(({width, height}) => {
          const said = [];
          const tell = (element, what) => said.push(`<${element.localName} class="${element.getAttribute('class') ?? ''}"> ` +
            `"${element.textContent.trim().slice(0, 40)}" ${what}`);
          for (const element of document.querySelectorAll('body *')) {
            const box = element.getBoundingClientRect();
            if (box.width > 0 && (box.right > width + 1 || box.left < -1)) {
              tell(element, `reaches from ${box.left} to ${box.right} of ${width}`);
            }
          }
          const whole = (element) => {
            for (let at = element; at; at = at.parentElement) {
              if (getComputedStyle(at).breakInside === 'avoid') {
                return at;
              }
            }
            return null;
          };
          for (const drawing of document.querySelectorAll('svg, canvas, .tile, tr')) {
            if (drawing.getBoundingClientRect().height === 0) {
              continue;
            }
            const kept = whole(drawing);
            if (kept === null) {
              tell(drawing, 'may be cut between two pages');
            } else if (kept.getBoundingClientRect().height > height) {
              tell(kept, `is ${kept.getBoundingClientRect().height} high and does not fit a page of ${height}`);
            }
          }
          return said;
        }, inside);
        assert.deepEqual(wrong, []);
      });
    });
  }
}
