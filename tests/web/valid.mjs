// SPDX-License-Identifier: GPL-3.0-or-later
// The page is HTML5 as the standard has it: parse5 reads it as a browser does and reports what the standard calls a
// parse error; html-validate holds it against what may stand in what.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';

import {hostilePark, hostileSmallPark} from './support/parks.mjs';
import {editions, fromPackages, languages, report, rollUp, samplePlan, solve} from './support/setting.mjs';

const {parse} = fromPackages('parse5');
const {HtmlValidate, StaticConfigLoader} = fromPackages('html-validate');

// "standard" is the part of its rules that the standard itself makes. Inline styles are what the report lives from.
const validator = new HtmlValidate(new StaticConfigLoader({root: true, extends: ['html-validate:standard']}));

function parseErrors(html) {
  const errors = [];
  const document = parse(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({code, startLine, startCol}) => errors.push(`${code}, line ${startLine}, column ${startCol}`),
  });
  return {errors, document};
}

function* elementsOf(node) {
  for (const child of node.childNodes ?? []) {
    if (child.attrs) {
      yield child;
    }
    yield* elementsOf(child);
  }
}

async function assertValid(file, leastIds = 11) {
  const html = fs.readFileSync(file, 'utf8');
  const {errors, document} = parseErrors(html);
  assert.deepEqual(errors, [], 'parse errors');
  const elements = [...elementsOf(document)];
  const value = (element, name) => element.attrs.find((attribute) => attribute.name === name)?.value;
  const ids = elements.map((element) => value(element, 'id')).filter((id) => id !== undefined);
  assert.ok(ids.length >= leastIds, `${ids.length} ids`);
  assert.deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), [], 'ids that stand twice');
  for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
    const missed = elements.flatMap((element) => (value(element, name) ?? '').split(' '))
      .filter((id) => id !== '' && !ids.includes(id));
    assert.deepEqual(missed, [], `${name} names what is not there`);
  }
  const {results} = await validator.validateString(html, 'report.html');
  const said = results.flatMap(({messages}) => messages)
    .map(({ruleId, message, line, column}) => `${ruleId}: ${message} (line ${line}, column ${column})`);
  assert.deepEqual(said.slice(0, 20), [], `${said.length} breaches of the standard`);
}

test('a page that is not valid is found out', async () => {
  assert.notEqual(parseErrors('<!DOCTYPE html><p id=a id=b>').errors.length, 0);
  const {valid} = await validator.validateString('<!DOCTYPE html><html lang="en"><body><p><div></div></p></body></html>');
  assert.equal(valid, false, 'a block in a paragraph');
});

test('the page that tells of many parks is valid', () => assertValid(rollUp(hostileSmallPark()), 4));

for (const edition of editions) {
  for (const language of languages) {
    test(`the sample's page is valid (${edition.name}, ${language})`, () =>
      assertValid(report(samplePlan(), language, edition)));
  }
  test(`a page with hostile names is valid (${edition.name})`, () =>
    assertValid(report(solve(hostilePark(), 'hostile'), 'vi', edition)));
}
