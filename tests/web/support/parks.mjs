// SPDX-License-Identifier: GPL-3.0-or-later
// Parks that no survey would bring: names that attack the page, and more firms than a page can draw.
import fs from 'node:fs';

import {samplePark} from './setting.mjs';

/** Each is given to a firm that takes part in the sample's plan. */
export const hostileNames = {
  power: '<script>alert(1)</script>',
  steel: '"; drop table firms; --',
  cement: '\'"><img src=x onerror=alert(2)>',
  brewery: 'שלום עולם תעשיות',
  feed: 'شركة الخليج للأعلاف',
  dyeing: '\u202Egnihcirne\u202C \u2066x\u2069',
  paper: `Công ty ${'RấtDàiKhôngCóDấuCách'.repeat(10)}`.slice(0, 200),
  packaging: 'Doanh nghiệp có tên thật dài '.repeat(8).slice(0, 200).trim(),
  biomass: '</title></style></svg><h1>x</h1>',
  plywood: '&lt;b&gt; &amp;nbsp; {1} %s %n ${alert(3)} `x`',
  furniture: 'javascript:alert(4)//',
  seafood: '<!-- ]]> --><svg onload=alert(5)>',
  fishmeal: '👩‍🔧🏭 Zalgơ̴̡͙̦ ',
  rentals: '{{constructor.constructor("alert(6)")()}}',
  wwtp: '</text><foreignObject><iframe src=//example.org>',
};

/** The sample park under other names. Who is not hostile has the kind of name that a register writes. */
export function hostilePark() {
  const park = JSON.parse(fs.readFileSync(samplePark, 'utf8'));
  let given = 0;
  for (const party of [...park.firms, ...(park.facilities ?? []), ...(park.outside ?? [])]) {
    const name = hostileNames[party.id];
    const registered = `CÔNG TY TNHH MỘT THÀNH VIÊN ${party.name.vi.toUpperCase()} WMM`;
    party.name = name === undefined ? {vi: registered, en: registered} : {vi: name, en: name};
    given += name !== undefined;
  }
  if (given !== Object.keys(hostileNames).length) {
    throw new Error(`only ${given} of the hostile names found their firm in the sample park`);
  }
  park.park.name = {vi: '<b>KCN</b> "x" \'y\' </title>', en: '<b>Park</b> "x" \'y\' </title>'};
  return park;
}

/** A small park of another state, whose name attacks the page that tells of many. */
export function hostileSmallPark() {
  const park = largePark(16);
  park.park.name = {vi: '<b>KCN</b> "x" \'y\' </title><img src=x onerror=alert(7)>', en: 'شركة <b>Park</b> & "x"'};
  return park;
}

/** Numbers by chance from a seed, the same on every machine (the finaliser is MurmurHash3's). */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9E3779B9) >>> 0;
    let z = Math.imul(state ^ (state >>> 16), 0x85EBCA6B);
    z = Math.imul(z ^ (z >>> 13), 0xC2B2AE35);
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** What a firm has left and what another buys instead; t a year, VND a tonne. */
const pairs = [
  {resource: 'wood-waste', input: 'biomass-fuel', price: 750000, quality: {moisture: '22 %'}, what: ['Gỗ', 'Lò hơi']},
  {resource: 'fly-ash', input: 'cement-additive', price: 200000, quality: {LOI: '5 %'}, what: ['Nhiệt điện', 'Xi măng']},
  {resource: 'bottom-ash', input: 'aggregate', price: 260000, quality: {}, what: ['Lò đốt', 'Bê tông']},
  {resource: 'spent-grain', input: 'animal-feed', price: 6200000, quality: {moisture: '78 %'}, what: ['Bia', 'Thức ăn chăn nuôi']},
];

/** A park of so many firms on a grid of 20 columns: half of them give, half of them take, none has a like. */
export function largePark(firms) {
  const luck = chance(firms);
  const between = (low, high) => Math.round(low + luck() * (high - low));
  const park = {
    format: 'congsinh-park/1',
    park: {id: 'large', name: {vi: 'KCN rất lớn', en: 'A very large park'}, country: 'VN', year: 2026,
      date: '2026-06-30', currency: 'VND', rules: 'vn'},
    firms: [],
  };
  for (let i = 0; i < firms; i++) {
    const pair = pairs[(i >> 1) % pairs.length];
    const gives = i % 2 === 0;
    const name = `${pair.what[gives ? 0 : 1]} số ${i + 1}`;
    const quantity = `${between(200, 4000)} t/yr`;
    park.firms.push({
      id: `firm-${i + 1}`, name: {vi: name, en: `${name} (${i + 1})`}, sector: 'C20',
      at: [106.7 + 0.004 * (i % 20) + 0.001 * luck(), 10.6 + 0.004 * Math.floor(i / 20) + 0.001 * luck()],
      ...(gives
        ? {outputs: [{id: 'rest', resource: pair.resource, quantity, quality: pair.quality,
          disposal_cost: `${between(100, 900) * 1000} VND/t`}]}
        : {inputs: [{id: 'need', resource: pair.input, quantity, price: `${pair.price} VND/t`}]}),
    });
  }
  return park;
}

/**
 * The sample park where every party and every thing of the steel works bears one name, and the works have twelve
 * outputs and twelve inputs: neighbours take half of what was added and give half of what it needs. Of all firms of
 * the sample the works stand under the most rules and permits, so that every part of their page is full.
 */
export function crowdedPark(name) {
  const park = JSON.parse(fs.readFileSync(samplePark, 'utf8'));
  const both = {vi: name, en: name};
  const works = park.firms.find(({id}) => id === 'steel');
  const disposal = {value: '1500000 VND/t', basis: 'estimated'};
  const named = (resource) => {
    park.models.resources.push({id: resource, name: both, family: 'material'});
    return resource;
  };
  park.models = {resources: [], ...park.models};
  for (let i = works.outputs.length; i < 12; i++) {
    const resource = named(`given-${i}`);
    works.outputs.push({id: resource, resource, quantity: `${2000 - 100 * i} t/yr`, disposal_cost: disposal});
    park.firms.push({id: `taker-${i}`, sector: 'C20', at: works.at,
      inputs: [{id: 'need', resource, quantity: `${500 - 10 * i} t/yr`, price: '3000000 VND/t'}]});
  }
  for (let i = works.inputs.length; i < 12; i++) {
    const resource = named(`taken-${i}`);
    works.inputs.push({id: resource, resource, quantity: `${2000 + 100 * i} t/yr`, price: '3000000 VND/t'});
    park.firms.push({id: `giver-${i}`, sector: 'C20', at: works.at,
      outputs: [{id: 'rest', resource, quantity: '900 t/yr', disposal_cost: disposal}]});
  }
  for (const party of [...park.firms, ...park.facilities]) {
    party.name = both;
  }
  return park;
}
