// SPDX-License-Identifier: GPL-3.0-or-later
// What a plan holds, worked out of its JSON alone, for what the report shows of it.

/** Exchanges of the plan; those that only run today and those that only treat are none. */
export function exchangesOf(plan) {
  return plan.exchanges.filter((exchange) => !exchange.service && exchange.quantity > 0);
}

/** The party that a flow belongs to: the longest id that the flow begins with. */
export function partyOf(plan, end) {
  return plan.firms
    .filter(({id, kind}) => end === id || (kind === 'firm' && end.startsWith(`${id}.`)))
    .sort((a, b) => b.id.length - a.id.length)[0];
}

export function firmsIn(plan) {
  const ids = new Set();
  for (const {from, to} of exchangesOf(plan)) {
    for (const party of [partyOf(plan, from), partyOf(plan, to)]) {
      if (party?.kind === 'firm') {
        ids.add(party.id);
      }
    }
  }
  return ids;
}

const money = {vi: 'đồng', en: 'VND'};
const volume = {vi: 'm³', en: 'm³'};
const mass = {vi: 'tấn', en: 't'};
const carbon = {vi: 'tCO2tđ', en: 't CO2e'};
const years = {vi: 'năm', en: 'years'};

/** The first screen: by the words of its label, the value that it must show. */
export function headlinesOf(plan) {
  const {totals, baseline, planned} = plan;
  return [
    {vi: 'Tiết kiệm ròng mỗi năm', en: 'Net saving a year', value: totals.net_saving, unit: money},
    {vi: 'Giảm nước mua mỗi năm', en: 'Less fresh water bought a year',
      value: baseline.water_purchased - planned.water_purchased, unit: volume},
    {vi: 'Giảm chất thải đem thải bỏ mỗi năm', en: 'Less waste disposed of a year',
      value: baseline.waste_disposed - planned.waste_disposed, unit: mass},
    {vi: 'Giảm phát thải mỗi năm', en: 'Emissions saved a year', value: totals.emissions_saving,
      unit: carbon},
    {vi: 'Vốn đầu tư', en: 'Investment', value: totals.investment, unit: money},
    {vi: 'Thời gian hoàn vốn', en: 'Payback', value: totals.payback_years, unit: years},
    {vi: 'Số liên kết cộng sinh', en: 'Exchanges', value: exchangesOf(plan).length,
      unit: {vi: '', en: ''}},
    {vi: 'Doanh nghiệp tham gia', en: 'Firms taking part', value: firmsIn(plan).size,
      unit: {vi: '', en: ''}},
  ];
}

/** A firm's page: its own first, then what the park gains. */
export function firmHeadlinesOf(plan, id) {
  const {saving, investment} = plan.firms.find((firm) => firm.id === id && firm.kind === 'firm');
  return [
    {vi: 'Doanh nghiệp được mỗi năm', en: 'The firm gains a year', value: saving, unit: money},
    {vi: 'Doanh nghiệp đầu tư một lần', en: 'The firm invests once', value: investment, unit: money},
    ...headlinesOf(plan).slice(0, 4),
  ];
}

/** Who a firm exchanges with, and itself. */
export function partnersOf(plan, id) {
  const ends = exchangesOf(plan).map(({from, to, via}) => [partyOf(plan, from)?.id, partyOf(plan, to)?.id, ...via]);
  return new Set([id, ...ends.filter((all) => all.includes(id)).flat()]);
}

const families = {m3: 'water', MWh: 'heat', t: 'material'};

/** Equal ends are one band: their amounts add up. */
function bandsOf(legs) {
  const bands = new Map();
  for (const leg of legs.filter(({amount}) => amount > 0)) {
    const key = JSON.stringify([leg.from, leg.to]);
    const known = bands.get(key);
    if (known) {
      known.amount += leg.amount;
    } else {
      bands.set(key, {...leg});
    }
  }
  return [...bands.values()];
}

/** What the drawing of a family shows, today or in the plan: its nodes and the bands between them. */
export function flowsOf(plan, unit, language, today) {
  const lines = plan.exchanges.filter((line) =>
    !line.service && line.unit === unit && Math.max(line.quantity, line.running_quantity ?? 0) > 0);
  const legs = [];
  const nodes = new Map();
  const node = (side, key, name, amount, now) => {
    const known = nodes.get(`${side} ${key}`) ?? {side, name, amount: 0, now: 0};
    known.amount += amount;
    known.now += now;
    nodes.set(`${side} ${key}`, known);
  };
  for (const line of lines) {
    const now = line.running_quantity ?? 0;
    const amount = today ? now : line.quantity;
    const ends = [{key: `> ${line.from}`, name: line.from_name[language]},
      ...line.via.map((id, i) => ({key: id, name: [line.via_name].flat()[i][language]})),
      {key: `< ${line.to}`, name: line.to_name[language]}];
    ends.forEach(({key, name}, i) => {
      const side = i === 0 ? 'giver' : i === ends.length - 1 ? 'receiver' : 'plant';
      node(side, key, name, line.quantity, now);
      if (i > 0) {
        legs.push({from: ends[i - 1].key, to: key, names: [ends[i - 1].name, name], amount});
      }
    });
  }
  return {family: families[unit], nodes: [...nodes.values()], bands: bandsOf(legs)};
}
