// SPDX-License-Identifier: GPL-3.0-or-later
// Debian's Chromium, and a page in it that keeps what went wrong.
import fs from 'node:fs';
import path from 'node:path';
import {after} from 'node:test';
import {pathToFileURL} from 'node:url';

import {fromPackages} from './setting.mjs';

const {chromium} = fromPackages('playwright-core');

// The headless shell is the same engine without the windows of a browser, which cost about a fifth of all.
const places = [process.env.CONGSINH_CHROMIUM, ...['chromium-headless-shell', 'chromium'].flatMap((name) =>
  (process.env.PATH ?? '').split(path.delimiter).map((place) => path.join(place, name)))];

let started = null;

async function start() {
  const executablePath = places.find((place) => place && fs.existsSync(place));
  if (!executablePath) {
    throw new Error('No Chromium: "./run test" installs Debian\'s package chromium-headless-shell; another place is ' +
      'told by CONGSINH_CHROMIUM');
  }
  try {
    return await chromium.launch({
      executablePath,
      args: ['--disable-gpu', '--disable-quic', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
    });
  } catch (error) {
    throw new Error(`Chromium (${executablePath}) cannot start: ${error.message}`);
  }
}

after(async () => {
  if (started) {
    await (await started).close();
  }
});

export const wide = {width: 1280, height: 800};
export const phone = {width: 390, height: 844};

/** Pages that nobody uses: a new one costs a browser more than what it shows. By whether scripts run in them. */
const idle = {true: [], false: []};

async function newPage(scripts) {
  started ??= start();
  const browser = await started;
  const context = await browser.newContext({javaScriptEnabled: scripts, locale: 'vi-VN'});
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      page.heard.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => page.heard.push(`page: ${error.message}`));
  page.on('dialog', (dialog) => {
    page.heard.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => page.asked.push(request.url()));
  page.scripts = scripts;
  return page;
}

/**
 * Opens a file. `page.heard` holds what a reader should never cause: errors on the console, errors of a
 * script, dialogs; `page.asked` every address that was asked for.
 */
async function openIn(page, file, viewport) {
  const {width, height} = page.viewportSize();
  if (width !== viewport.width || height !== viewport.height) {
    // What was shown last would draw itself anew, for nobody.
    await page.goto('about:blank');
    await page.setViewportSize(viewport);
  }
  page.heard = [];
  page.asked = [];
  page.address = pathToFileURL(file).href;
  await page.goto(page.address, {waitUntil: 'load'});
  await chartsOf(page);
}

/** Opens a file in a page of its own, which the caller closes. */
export async function open(file, {viewport = wide, scripts = true} = {}) {
  const page = await newPage(scripts);
  await openIn(page, file, viewport);
  return page;
}

/** Whether every chart that a reader would see is drawn; there are none where no script runs. */
function allDrawn() {
  return [...document.querySelectorAll('[data-chart]')].every((chart) =>
    'ready' in chart.dataset || !chart.parentElement.checkVisibility());
}

async function chartsOf(page) {
  if (page.scripts) {
    await page.waitForFunction(allDrawn, undefined, {timeout: 10000});
  }
}

/** As a page is that has shown nothing: on the screen, the mouse outside, and silent. */
async function giveBack(page) {
  if (page.heard.length > 0) {
    await page.goto('about:blank');
  }
  await page.emulateMedia({media: null});
  await page.mouse.move(-10, -10);
  idle[page.scripts].push(page);
}

/** Opens a file for as long as `use` takes. */
export async function withPage(file, {viewport = wide, scripts = true}, use) {
  const page = idle[scripts].pop() ?? await newPage(scripts);
  try {
    await openIn(page, file, viewport);
    const result = await use(page);
    await giveBack(page);
    return result;
  } catch (error) {
    // What a failure leaves behind is nothing for the next test.
    await page.context().close();
    throw error;
  }
}

/** Shows the half in a language, as a reader does. */
export async function show(page, language) {
  const label = page.locator(`label[for="show-${language}"]`);
  if (await label.count() > 0) {
    await label.click();
    await chartsOf(page);
  }
}
