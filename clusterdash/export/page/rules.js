// From the choices of the page to what is asked of the mix, and what it means: statuses and the parts of the value.

import { measureValue, solveMix } from "./mix.js";

/** choices: salience (per mechanism 0 to 3), capacities (per government, 0 absent, 1 weak, 2 able), level, platform, size. */
export function computeResult(rules, choices) {
  const standings = readStandings(rules, choices);
  const isEligible = standings.map(([, , eligible]) => eligible);
  const flags = (positions) => rules.instruments.map((_code, i) => positions.includes(i));
  const excluded = flags(rules.excluded);
  const problem = {
    columns: rules.columns,
    weights: choices.salience.map((level) => rules.levels[level]),
    places: choices.size,
    pinned: flags(rules.pinned.filter((i) => isEligible[i])),
    eligible: isEligible.map((eligible, i) => eligible && !excluded[i]),
    heavy: flags(rules.heavy),
    heavyLimit: rules.heavyLimit,
    now: standings.map(([, when]) => when === "now"),
    later: standings.map(([, when]) => when === "later"),
  };
  const mix = solveMix(problem);
  const everything = rules.instruments.map((_code, i) => i);
  return { ...mix, total: measureValue(problem, everything), problem, statuses: standings.map(([status]) => status) };
}

export function readStandings(rules, choices) {
  let at = 0;
  for (const capacity of choices.capacities) at = at * rules.capacities.length + capacity;
  at = (at * 6 + choices.level) * rules.platforms.length + choices.platform;
  return [...rules.rows[rules.combinations[at]]].map((sign) => rules.standings[rules.signs.indexOf(sign)]);
}
