// SPDX-License-Identifier: GPL-3.0-or-later
// Where things are, the program under test, and the reports that it writes for the tests.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import {after} from 'node:test';

function given(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run this by ctest, as in "./run test -L web"`);
  }
  return value;
}

export const source = given('CONGSINH_SOURCE');
const program = given('CONGSINH_PROGRAM');

/** The packages lie in the build, where an import from here would not look. */
export const fromPackages = createRequire(path.join(given('CONGSINH_WEB_PACKAGES'), 'package.json'));

/** A folder that goes with the test. */
export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'congsinh-web-'));
after(() => fs.rmSync(folder, {recursive: true, force: true}));

export const languages = ['vi', 'en'];

/**
 * Who a report is for, and how it is asked for. Those inside see every exchange with its drawings and tables;
 * all but a firm see what the park gains; the public sees no firm's name.
 */
export const editions = [
  {name: 'board', words: [], inside: true, park: true},
  {name: 'analyst', words: ['--for', 'analyst'], inside: true, park: true},
  {name: 'firm', words: [], inside: false, park: false},
  {name: 'public', words: ['--for', 'public'], inside: false, park: true},
];
export const editionsInside = editions.filter(({inside}) => inside);
/** Where the analyst's, which is the board's and more tables of the same kind, would show nothing new. */
export const editionsApart = editions.filter(({name}) => name !== 'analyst');

/** Runs the program; anything but a plain success is an error that says what it said. */
export function congsinh(...words) {
  const run = spawnSync(program, words, {encoding: 'utf8'});
  if (run.status !== 0) {
    const said = run.error ? run.error.message : run.stderr || run.stdout;
    throw new Error(`congsinh ${words.join(' ')} ended with ${run.status}: ${said}`);
  }
}

let rolledUp = null;

/** The page that tells of many parks: the sample, and whatever other park is given as a document. */
export function rollUp(...parks) {
  if (rolledUp === null) {
    const files = parks.map((park) => {
      const file = path.join(folder, `${park.park.id}-in-batch.json`);
      fs.writeFileSync(file, JSON.stringify(park));
      return file;
    });
    const out = path.join(folder, 'batch');
    congsinh('batch', samplePark, ...files, '-q', '-o', out);
    rolledUp = path.join(out, 'roll-up.html');
  }
  return rolledUp;
}

/** Solves a park (a file's name, or the document itself): the plan's file, its content, and whom a firm's page is for. */
export function solve(park, name, firm = 'paper') {
  let file = park;
  if (typeof park !== 'string') {
    file = path.join(folder, `${name}-park.json`);
    fs.writeFileSync(file, JSON.stringify(park));
  }
  const plan = path.join(folder, `${name}-plan.json`);
  congsinh('solve', file, '-q', '-o', plan);
  return {file: plan, content: JSON.parse(fs.readFileSync(plan, 'utf8')), firm};
}

/** A plan's report, shown first in `language`: the file it is in. */
export function report(plan, language, edition = editions[0]) {
  const name = `${path.basename(plan.file, '.json')}-${edition.name}-${language}.html`;
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) {
    const reader = edition.name === 'firm' ? ['--for', `firm:${plan.firm}`] : edition.words;
    congsinh('report', plan.file, '-q', '--lang', language, ...reader, '-o', file);
  }
  return file;
}

export const samplePark = path.join(source, 'datasets/sample/park.json');

let solved = null;

export function samplePlan() {
  solved ??= solve(samplePark, 'sample');
  return solved;
}
