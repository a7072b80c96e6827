// SPDX-License-Identifier: GPL-3.0-or-later
// The report without a mouse, and its two languages.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {phone, show, wide, withPage} from './support/browser.mjs';
import {editionsApart, languages, report, samplePlan} from './support/setting.mjs';

const other = {vi: 'en', en: 'vi'};

async function assertShown(page, language) {
  assert.equal(await page.locator(`.half.${language}`).isVisible(), true, `${language} is seen`);
  assert.equal(await page.locator(`.half.${other[language]}`).isVisible(), false, `${other[language]} is not seen`);
}

/** Gives what has the focus a number that stays, and says what it is and whether a reader sees the focus. */
function describeFocus() {
  const at = document.activeElement;
  if (at === null || at === document.body || at === document.documentElement) {
    return null;
  }
  // A hidden button of a choice shows the focus on its label.
  const shows = [at, ...(at.labels ?? [])].some((element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    const there = box.width > 4 && box.height > 4 && style.opacity !== '0' && box.bottom > 0 &&
      box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return ring && there;
  });
  const words = at.getAttribute('aria-label') ?? (at.labels?.[0] ?? at).textContent.trim();
  return {mark: at.dataset.testMark, name: `<${at.localName}> "${words.slice(0, 40)}"`, shows};
}

/** Marks all that a keyboard must reach; of a choice of radio buttons, the one that is chosen. */
function markInteractive() {
  const acts = 'a[href], button, input, select, textarea, summary, audio[controls], video[controls]';
  return [...document.querySelectorAll(`${acts}, [tabindex]`)].filter((element) => {
    const group = element.type === 'radio' && !element.checked &&
      document.querySelector(`input[type=radio][name="${element.name}"]:checked`);
    return !group && !element.disabled && (element.tabIndex >= 0 || element.matches(acts)) &&
      element.checkVisibility({visibilityProperty: true});
  }).map((element, i) => {
    element.dataset.testMark = String(i);
    return {mark: String(i), name: `<${element.localName}> "${element.textContent.trim().slice(0, 40)}"`};
  });
}

for (const edition of editionsApart) {
  for (const language of languages) {
    test(`the language is switched, and what is folded opens (${edition.name}, opened in ${language})`, async (t) => {
      await withPage(report(samplePlan(), language, edition), {}, async (page) => {
        // First, for it begins where a reader begins.
        await t.test('the language is switched by the keyboard', () => assertSwitchedByKeyboard(page, language));
        await t.test('the language is switched by a click', () => assertSwitchedByClick(page, language));
        await t.test('what is folded opens by Enter', () => assertFolded(page, language));
        if (edition.park) { // a firm's is one sheet, without contents
          await t.test('links lead on', () => assertLinked(page, language));
        }
      });
    });

    test(`the language is switched by a click where no script runs (${edition.name}, opened in ${language})`, () =>
      withPage(report(samplePlan(), language, edition), {scripts: false}, (page) => assertSwitchedByClick(page, language)));

    for (const [size, viewport] of Object.entries({wide, phone})) {
      test(`Tab reaches all there is to act on, and shows where it is (${edition.name}, ${language}, ${size})`, async () => {
        await withPage(report(samplePlan(), language, edition), {viewport}, async (page) => {
          const marked = await page.evaluate(markInteractive);
          assert.ok(marked.length > (edition.park ? 5 : 3), 'the choice of language, tables that scroll, links');
          const reached = [];
          for (let i = 0; i <= marked.length; i++) {
            await page.keyboard.press('Tab');
            const at = await page.evaluate(describeFocus);
            if (at === null || reached.includes(at.mark)) {
              break;
            }
            assert.ok(at.mark !== undefined, `Tab stops at ${at.name}, which is nothing to act on`);
            assert.ok(at.shows, `the focus on ${at.name} is seen`);
            reached.push(at.mark);
          }
          const missed = marked.filter(({mark}) => !reached.includes(mark)).map(({name}) => name);
          assert.deepEqual(missed, [], 'all that Tab does not reach');
          assert.deepEqual(reached.map(Number), [...reached.map(Number)].sort((a, b) => a - b),
            'in the order in which it is read');
        });
      });
    }
  }
}

async function assertSwitchedByKeyboard(page, language) {
  await page.keyboard.press('Tab');
  const first = await page.evaluate(describeFocus);
  assert.ok(first?.shows, 'the first thing reached is the choice of language, and it is seen');
  await page.keyboard.press(language === 'vi' ? 'ArrowRight' : 'ArrowLeft');
  await assertShown(page, other[language]);
  await page.keyboard.press(language === 'vi' ? 'ArrowLeft' : 'ArrowRight');
  await assertShown(page, language);
}

async function assertSwitchedByClick(page, language) {
  await assertShown(page, language);
  await show(page, other[language]);
  await assertShown(page, other[language]);
  await show(page, language);
  await assertShown(page, language);
  assert.deepEqual(page.heard, []);
}

async function assertFolded(page, language) {
  const folded = page.locator(`.half.${language} details > summary`);
  for (let i = 0; i < await folded.count(); i++) {
    const isOpen = () => folded.nth(i).evaluate((summary) => summary.parentElement.open);
    const before = await isOpen();
    await folded.nth(i).focus();
    await page.keyboard.press('Enter');
    assert.equal(await isOpen(), !before, `the part ${i + 1} that is folded opens and closes by Enter`);
  }
}

async function assertLinked(page, language) {
  const link = page.locator(`.half.${language} nav a`).nth(3);
  const aim = await link.getAttribute('href');
  await link.focus();
  await page.keyboard.press('Enter');
  const top = await page.locator(`[id="${aim.slice(1)}"]`).evaluate((place) => place.getBoundingClientRect().top);
  assert.ok(Math.abs(top) < 200, `Enter on ${aim} brings its section to the top: it is at ${top}`);
}
