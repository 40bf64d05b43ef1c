// The mix of the greatest value, exact, as clusterdash/model/mix finds it: the same rules in one pass over the counts.
// Instruments and mechanisms are positions. Scores are whole numbers in units of 2^-depth, exact in doubles.
// tests/export/page_cases.json holds scenarios with their answers; Python and this module are both held against it.

const KEY_PARTS = 6; // value of now + later, of now, heavy ones (negative), leverage, list of positions (high, low)
const WORD = 50; // positions per number in the list of positions

/**
 * problem: columns (per instrument the mechanisms it serves), weights (per mechanism), places, pinned, eligible, heavy,
 * now, later (per instrument, true or false), heavyLimit (a number, or null for none).
 * Returns the members (positions, ascending), the value as units / 2^depth, and its three parts in the same units.
 */
export function solveMix(problem) {
  const layout = buildLayout(problem);
  const members = layout.groups.length && layout.places > 0 ? searchGrid(problem, layout) : [];
  const all = [...listTrue(problem.pinned), ...members].sort((a, b) => a - b);
  return { members: all, ...measureValue(problem, all) };
}

export function measureValue(problem, members) {
  const depth = members.length;
  const parts = { now: 0, later: 0, nobody: 0 };
  problem.weights.forEach((weight, m) => {
    if (!weight) return;
    let left = depth;
    for (const part of Object.keys(parts)) {
      const count = members.filter((i) => problem.columns[i].includes(m) && tellWhen(problem, i) === part).length;
      parts[part] += weight * (2 ** left - 2 ** (left - count));
      left -= count;
    }
  });
  return { depth, units: parts.now + parts.later + parts.nobody, parts };
}

function tellWhen(problem, i) {
  return problem.now[i] ? "now" : problem.later[i] ? "later" : "nobody";
}

function listTrue(flags) {
  return flags.flatMap((flag, i) => (flag ? [i] : []));
}

function sum(numbers) {
  return numbers.reduce((total, one) => total + one, 0);
}

// The instruments counted by column: twins serve the same mechanisms, only how many of them are in matters.
function buildLayout(problem) {
  const mechanisms = listTrue(problem.weights.map((weight) => weight > 0));
  const row = new Map(mechanisms.map((m, at) => [m, at]));
  const serves = problem.columns.map((column) => column.filter((m) => row.has(m)).map((m) => row.get(m)));
  const free = listTrue(problem.eligible.map((is, i) => is && !problem.pinned[i] && serves[i].length > 0));
  const pins = listTrue(problem.pinned);
  const heavyLeft = countHeavyLeft(problem, free, pins);
  const isHeavy = (i) => heavyLeft !== null && problem.heavy[i];
  const twins = new Map();
  for (const i of free) {
    const key = serves[i].join();
    if (!twins.has(key)) twins.set(key, { serves: serves[i], members: [], light: [], heavy: [] });
    twins.get(key).members.push(i);
    twins.get(key)[isHeavy(i) ? "heavy" : "light"].push(i);
  }
  const groups = [...twins.values()].sort((a, b) => a.members.length - b.members.length);
  const multi = groups.filter((group) => group.serves.length > 1);
  const single = groups.filter((group) => group.serves.length === 1);
  const places = Math.min(problem.places - pins.length, free.length);
  const base = mechanisms.map((_m, at) => pins.filter((i) => serves[i].includes(at)).length);
  const most = base.map((b, at) => b + Math.min(free.filter((i) => serves[i].includes(at)).length, places));
  const weights = mechanisms.map((m) => problem.weights[m]);
  return { weights, serves, pins, base, multi, single, groups: [...multi, ...single], places, heavyLeft, depth: Math.max(0, ...most) };
}

function countHeavyLeft(problem, free, pins) {
  if (problem.heavyLimit === null) return null;
  const left = problem.heavyLimit - pins.filter((i) => problem.heavy[i]).length;
  return left >= free.filter((i) => problem.heavy[i]).length ? null : left;
}

function searchGrid(problem, layout) {
  const { depth } = layout;
  const gains = layout.weights.map((weight) =>
    Array.from({ length: depth + 2 }, (_none, c) => (c >= 1 && c <= depth ? weight * 2 ** (depth - c) : 0)),
  );
  const totals = gains.map((row) => row.map((_gain, c) => sum(row.slice(0, c + 1))));
  const units = listUnits(layout);
  const rows = keepBest(layout, gains, totals, units);
  return pickCarried(problem, layout, units, rows);
}

// One unit per single-mechanism instrument: its mechanism, its turn there, whether it is heavy.
function listUnits(layout) {
  return layout.single.flatMap((group) =>
    Array.from({ length: Math.min(group.members.length, layout.places) }, (_none, turn) => ({
      mechanism: group.serves[0],
      turn: turn + 1,
      heavy: turn >= group.light.length,
    })),
  );
}

// A bound for every count vector, then the exact score of the few that pass it.
function keepBest(layout, gains, totals, units) {
  const { price, rent, score } = climbGreedily(layout, gains);
  const floor = score - layout.places * price - (layout.heavyLeft ?? 0) * rent;
  const tables = priceTables(layout, gains, totals, units, price, rent);
  let best = -1;
  let kept = [];
  for (const counts of passCells(layout, tables, price, rent, floor)) {
    const room = layout.places - sum(counts);
    const heavyRoom = layout.heavyLeft === null ? null : layout.heavyLeft - countHeavy(layout, counts);
    if (room < 0 || (heavyRoom !== null && heavyRoom < 0)) continue;
    const coverage = cover(layout, counts);
    const filling = fillSingles(layout, gains, units, coverage, room, heavyRoom);
    const total = sum(coverage.map((c, m) => totals[m][c])) + filling.score;
    if (total > best) [best, kept] = [total, []];
    if (total === best) kept.push({ counts, filling });
  }
  return kept;
}

function countHeavy(layout, counts) {
  return sum(counts.map((count, g) => Math.max(count - layout.multi[g].light.length, 0)));
}

function cover(layout, counts) {
  const coverage = [...layout.base];
  counts.forEach((count, g) => layout.multi[g].serves.forEach((m) => (coverage[m] += count)));
  return coverage;
}

// All count vectors whose bound reaches the floor: an odometer over the groups, coverage kept up to date.
function* passCells(layout, tables, price, rent, floor) {
  const sizes = layout.multi.map((group) => Math.min(group.members.length, layout.places));
  const lights = layout.multi.map((group) => group.light.length);
  const serves = layout.multi.map((group) => group.serves);
  const last = layout.depth + 1;
  const counts = sizes.map(() => 0);
  const coverage = [...layout.base];
  for (;;) {
    let bound = 0;
    for (let m = 0; m < coverage.length; m++) bound += tables[m][Math.min(coverage[m], last)];
    for (let g = 0; g < counts.length; g++) {
      bound -= price * counts[g];
      if (rent) bound -= rent * Math.max(counts[g] - lights[g], 0);
    }
    if (bound >= floor) yield [...counts];
    let g = counts.length - 1;
    while (g >= 0 && counts[g] === sizes[g]) {
      for (const m of serves[g]) coverage[m] -= counts[g];
      counts[g--] = 0;
    }
    if (g < 0) return;
    counts[g] += 1;
    for (const m of serves[g]) coverage[m] += 1;
  }
}

// Score of a mechanism served c times by pins and multis, its singles bought while they gain more than they cost.
function priceTables(layout, gains, totals, units, price, rent) {
  return totals.map((row, m) =>
    row.map((total, c) => {
      const bought = units
        .filter((unit) => unit.mechanism === m)
        .map((unit) => (gains[m][Math.min(c + unit.turn, layout.depth + 1)] ?? 0) - price - (unit.heavy ? rent : 0));
      return total + sum(bought.map((gain) => Math.max(gain, 0)));
    }),
  );
}

// The greedy mix: a score that the best one reaches at least, and good prices for the bound.
function climbGreedily(layout, gains) {
  const served = [...layout.base];
  const left = layout.groups.map((group) => [group.light.length, group.heavy.length]);
  let budget = layout.heavyLeft ?? sum(left.map(([, heavy]) => heavy));
  let score = sum(gains.map((row, m) => sum(row.slice(0, served[m] + 1))));
  let price = 0;
  const offer = (g) => sum(layout.groups[g].serves.map((m) => gains[m][served[m] + 1]));
  for (let place = 0; place < layout.places; place++) {
    let [most, at] = [0, -1];
    left.forEach(([light, heavy], g) => {
      if ((light || (heavy && budget)) && offer(g) > most) [most, at] = [offer(g), g];
    });
    price = most;
    if (at < 0) break;
    const kind = left[at][0] ? 0 : 1;
    left[at][kind] -= 1;
    budget -= kind;
    score += most;
    for (const m of layout.groups[at].serves) served[m] += 1;
  }
  const shut = budget ? [] : left.flatMap(([light, heavy], g) => (heavy && !light ? [offer(g)] : []));
  return { score, price, rent: Math.max(0, Math.max(0, ...shut) - price) };
}

// Best first, which is exact: within a mechanism each further one gains half as much.
function fillSingles(layout, gains, units, coverage, room, heavyRoom) {
  const last = layout.depth + 1;
  const offers = units.map((unit) => gains[unit.mechanism][Math.min(coverage[unit.mechanism] + unit.turn, last)]);
  let pool = offers;
  let heavyCut = null;
  if (heavyRoom !== null) {
    const ranked = descending(offers.filter((_gain, k) => units[k].heavy));
    heavyCut = takeFirst(ranked, heavyRoom).cut;
    pool = [...offers.filter((_gain, k) => !units[k].heavy), ...ranked.slice(0, heavyRoom)];
  }
  return { ...takeFirst(descending(pool), room), offers, room, heavyRoom, heavyCut };
}

function descending(numbers) {
  return [...numbers].sort((a, b) => b - a);
}

// The sum of the first numbers, and the last of them (0 if all fit, -1 if there is no room).
function takeFirst(ranked, room) {
  const cut = room <= 0 ? -1 : room > ranked.length ? 0 : ranked[room - 1];
  return { score: sum(ranked.slice(0, Math.max(room, 0))), cut };
}

// Of the sets of the greatest value the one that a place can carry best.
function pickCarried(problem, layout, units, rows) {
  const carry = prepareCarry(problem, layout);
  let best = null;
  for (const { counts, filling } of rows) {
    const { sure, levels } = splitUnits(units, filling);
    const multis = counts.map((count, g) => listOffers(carry, g, count));
    const singles = layout.single.map((group, s) => {
      const m = group.serves[0];
      const g = layout.multi.length + s;
      const taken = sure.filter((one) => one === m).length;
      const plain = listOffers(carry, g, taken).map((offer) => ({ level: -1, offer }));
      const extra = levels.flatMap((level, j) =>
        level.mechanisms.includes(m) ? listOffers(carry, g, taken + 1).map((offer) => ({ level: j, offer })) : [],
      );
      return { m, offers: [...plain, ...extra] };
    });
    best = branch(carry, multis, singles, levels.map((level) => level.number), best);
  }
  return best ? readList(best, problem.columns.length) : [];
}

function prepareCarry(problem, layout) {
  const size = problem.columns.length;
  const soon = problem.now.map((now, i) => now || problem.later[i]);
  const count = (flags) => layout.base.map((_b, m) => layout.pins.filter((i) => flags[i] && layout.serves[i].includes(m)).length);
  const tails = problem.columns.map((column, i) => {
    const leverage = sum(column.map((m) => problem.weights[m]));
    const list = i < WORD ? [2 ** (WORD - 1 - i), 0] : [0, 2 ** (size - 1 - i)];
    return [0, 0, problem.heavy[i] ? -1 : 0, leverage, ...list];
  });
  return { problem, layout, soon, tails, baseSoon: count(soon), baseNow: count(problem.now), offers: new Map() };
}

function readList(key, size) {
  return listTrue(
    Array.from({ length: size }, (_none, i) =>
      i < WORD ? Math.floor(key[4] / 2 ** (WORD - 1 - i)) % 2 === 1 : Math.floor(key[5] / 2 ** (size - 1 - i)) % 2 === 1,
    ),
  );
}

function compareKeys(a, b) {
  for (let part = 0; part < KEY_PARTS; part++) if (a[part] !== b[part]) return a[part] - b[part];
  return 0;
}

function addKeys(a, b) {
  return a.map((part, at) => part + b[at]);
}

// Tries all offers of the groups; cut where even the best of each together could not pass what is known.
function branch(carry, multis, singles, numbers, best) {
  const key = complete(carry, multis.map(joinOffers), singles, numbers);
  if (key === null || (best !== null && compareKeys(key, best) <= 0)) return best;
  const open = multis.findIndex((offers) => offers.length > 1);
  if (open < 0) return key;
  for (const offer of multis[open]) best = branch(carry, replaceAt(multis, open, [offer]), singles, numbers, best);
  return best;
}

function complete(carry, multis, singles, numbers) {
  const { layout } = carry;
  const [soon, now] = [[...carry.baseSoon], [...carry.baseNow]];
  let [tail, heavy] = [new Array(KEY_PARTS).fill(0), 0];
  multis.forEach((offer, g) => {
    tail = addKeys(tail, offer.tail);
    heavy += offer.heavy;
    for (const m of layout.multi[g].serves) {
      soon[m] += offer.soon;
      now[m] += offer.now;
    }
  });
  const served = new Set(singles.map(({ m }) => m));
  layout.base.forEach((_b, m) => {
    if (!served.has(m)) tail = addKeys(tail, worth(layout, m, soon[m], now[m]));
  });
  let states = new Map([[[heavy, ...numbers.map(() => 0)].join(), tail]]);
  for (const { m, offers } of singles) {
    const choices = offers.map(({ level, offer }) => ({
      level,
      heavy: offer.heavy,
      gain: addKeys(offer.tail, worth(layout, m, soon[m] + offer.soon, now[m] + offer.now)),
    }));
    states = extend(layout, states, choices, numbers);
  }
  let found = null;
  for (const [state, key] of states) {
    const taken = state.split(",").slice(1).map(Number);
    const fits = taken.every((number, at) => number === numbers[at]);
    if (fits && (found === null || compareKeys(key, found) > 0)) found = key;
  }
  return found;
}

// The greatest key per number of heavy ones and of ties taken, with one more mechanism decided.
function extend(layout, states, choices, numbers) {
  const found = new Map();
  for (const [at, key] of states) {
    const [heavy, ...taken] = at.split(",").map(Number);
    for (const choice of choices) {
      const more = layout.heavyLeft === null ? 0 : heavy + choice.heavy;
      const next = choice.level < 0 ? taken : replaceAt(taken, choice.level, taken[choice.level] + 1);
      const isOver = choice.level >= 0 && next[choice.level] > numbers[choice.level];
      if (isOver || (layout.heavyLeft !== null && more > layout.heavyLeft)) continue;
      const state = [more, ...next].join();
      const total = addKeys(key, choice.gain);
      if (!found.has(state) || compareKeys(total, found.get(state)) > 0) found.set(state, total);
    }
  }
  return found;
}

// What a mechanism adds to the key when so many serve it now or later, and now.
function worth(layout, m, soon, now) {
  const full = 2 ** layout.depth;
  const weigh = (count) => layout.weights[m] * (full - 2 ** (layout.depth - count));
  return [weigh(soon), weigh(now), 0, 0, 0, 0];
}

function listOffers(carry, g, count) {
  const at = `${g},${count}`;
  if (!carry.offers.has(at)) carry.offers.set(at, findOffers(carry, carry.layout.groups[g].members, count));
  return carry.offers.get(at);
}

// The picks of so many twins that no other pick beats: those that start sooner and light ones first.
function findOffers(carry, members, count) {
  const { problem, soon, layout } = carry;
  const rank = (i) => (soon[i] ? 0 : 4) + (problem.now[i] ? 0 : 2) + (problem.heavy[i] ? 1 : 0);
  const ranked = [...members].sort((a, b) => rank(a) - rank(b) || a - b);
  if (layout.heavyLeft === null) return [makeOffer(carry, ranked.slice(0, count))];
  const light = ranked.filter((i) => !problem.heavy[i]);
  const weighty = ranked.filter((i) => problem.heavy[i]);
  const kept = [];
  const most = Math.min(count, weighty.length, layout.heavyLeft);
  for (let number = Math.max(0, count - light.length); number <= most; number++) {
    const offer = makeOffer(carry, [...light.slice(0, count - number), ...weighty.slice(0, number)]);
    if (kept.every((it) => offer.soon > it.soon || offer.now > it.now)) kept.push(offer);
  }
  return kept;
}

function makeOffer(carry, picked) {
  const { problem } = carry;
  return {
    soon: picked.filter((i) => carry.soon[i]).length,
    now: picked.filter((i) => problem.now[i]).length,
    heavy: picked.filter((i) => problem.heavy[i]).length,
    tail: picked.reduce((key, i) => addKeys(key, carry.tails[i]), new Array(KEY_PARTS).fill(0)),
  };
}

function joinOffers(offers) {
  return {
    soon: Math.max(...offers.map((it) => it.soon)),
    now: Math.max(...offers.map((it) => it.now)),
    heavy: Math.min(...offers.map((it) => it.heavy)),
    tail: offers.map((it) => it.tail).reduce((a, b) => (compareKeys(a, b) >= 0 ? a : b), new Array(KEY_PARTS).fill(-Infinity)),
  };
}

// The mechanisms of the units surely taken, and for each level of ties: the mechanisms, and how many of them.
function splitUnits(units, filling) {
  const { cut, room, heavyRoom, heavyCut, offers } = filling;
  if (cut < 0) return { sure: [], levels: [] };
  if (heavyCut === null) return splitLevel(units, offers, () => true, cut, room);
  const isHeavy = (k) => units[k].heavy && heavyCut >= 0 && offers[k] >= heavyCut;
  if (heavyCut <= cut) return splitLevel(units, offers, (k) => isHeavy(k) || !units[k].heavy, cut, room);
  const admitted = units.filter((_unit, k) => isHeavy(k)).length;
  const heavy = splitLevel(units, offers, isHeavy, heavyCut, heavyRoom);
  const light = splitLevel(units, offers, (k) => !units[k].heavy, cut, room - Math.min(heavyRoom, admitted));
  return { sure: [...heavy.sure, ...light.sure], levels: [...heavy.levels, ...light.levels] };
}

function splitLevel(units, offers, among, cut, room) {
  const pick = (fits) => units.flatMap((unit, k) => (among(k) && fits(offers[k]) ? [unit.mechanism] : []));
  const sure = pick((gain) => gain > cut);
  const mechanisms = pick((gain) => gain === cut && gain > 0);
  return { sure, levels: [{ mechanisms, number: Math.min(room - sure.length, mechanisms.length) }] };
}

function replaceAt(list, at, value) {
  return list.map((one, k) => (k === at ? value : one));
}
