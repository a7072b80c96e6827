// SPDX-License-Identifier: GPL-3.0-or-later
// Debian's Chromium, and a page in it that keeps what went wrong.
import fs from 'node:fs';
import path from 'node:path';
import {after} from 'node:test';
import {pathToFileURL} from 'node:url';

import {fromPackages} from './setting.mjs';

const {chromium} = fromPackages('playwright-core');

const places = [process.env.CONGSINH_CHROMIUM,
  ...(process.env.PATH ?? '').split(path.delimiter).map((place) => path.join(place, 'chromium'))];

let started = null;

async function start() {
  const executablePath = places.find((place) => place && fs.existsSync(place));
  if (!executablePath) {
    throw new Error('No Chromium: "./run test" installs Debian\'s package chromium; another place is told by ' +
      'CONGSINH_CHROMIUM');
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

/**
 * Opens a file. `page.heard` holds what a reader should never cause: errors on the console, errors of a
 * script, dialogs; `page.asked` every address that was asked for.
 */
export async function open(file, {viewport = wide, scripts = true} = {}) {
  started ??= start();
  const browser = await started;
  const context = await browser.newContext({viewport, javaScriptEnabled: scripts, locale: 'vi-VN'});
  const page = await context.newPage();
  page.heard = [];
  page.asked = [];
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
  page.address = pathToFileURL(file).href;
  page.scripts = scripts;
  await page.goto(page.address, {waitUntil: 'load'});
  await chartsOf(page);
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

/** Opens a file for as long as `use` takes. */
export async function withPage(file, options, use) {
  const page = await open(file, options);
  try {
    return await use(page);
  } finally {
    await page.context().close();
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
