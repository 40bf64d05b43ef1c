// The page: what people choose, the result that follows, both tables, and what has been done since.

import { computeResult } from "./rules.js";

const data = JSON.parse(document.getElementById("data").textContent);
const { rules, words, toolbox } = data;
const memory = `clusterdash.page.${data.fingerprint}`;
const asHanded = { ...data.choices };
let choices = { ...asHanded };
let ticks = { ...data.ticks };

const byId = (id) => document.getElementById(id);

/** Returns an element with its attributes and children; texts stay texts. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

function writeShare(units, total) {
  const percent = 100 * (units / total);
  const whole = Math.floor(percent);
  const isHalf = percent - whole === 0.5;
  return `${isHalf ? whole + (whole % 2) : Math.round(percent)}${words.percent}`;
}

function choose(change) {
  choices = { ...choices, ...change };
  draw();
  keep();
}

function keep() {
  try {
    localStorage.setItem(memory, JSON.stringify({ choices, ticks }));
  } catch {
    // storage is denied: the page works, it only forgets when it is closed
  }
}

function remember() {
  try {
    const kept = JSON.parse(localStorage.getItem(memory) ?? "null");
    if (kept && isChoice(kept.choices)) choices = kept.choices;
    if (kept && typeof kept.ticks === "object" && kept.ticks) ticks = { ...ticks, ...kept.ticks };
  } catch {
    // nothing readable is kept: as handed out
  }
}

function isWhole(value, low, high) {
  return Number.isInteger(value) && value >= low && value <= high;
}

function isChoice(found) {
  return (
    Boolean(found) &&
    found.salience?.length === rules.mechanisms.length &&
    found.salience.every((level) => isWhole(level, 0, 3)) &&
    found.capacities?.length === rules.governments.length &&
    found.capacities.every((capacity) => isWhole(capacity, 0, 2)) &&
    isWhole(found.level, 0, 5) &&
    isWhole(found.platform, 0, rules.platforms.length - 1) &&
    isWhole(found.size, rules.pinned.length, rules.instruments.length)
  );
}

// ---- choices ----

function drawChoices() {
  toolbox.mechanisms.forEach((row, m) => {
    const set = (level) => choose({ salience: choices.salience.map((old, at) => (at === m ? level : old)) });
    const name = make("legend", {}, make("span", { class: `mark family-${row.family}`, "aria-hidden": "true" }, row.mark), ` ${m + 1} ${row.name}`);
    const help = make("details", {}, make("summary", {}, words.what), make("p", {}, row.question), make("p", { class: "quiet" }, row.example));
    byId("salience").append(make("fieldset", {}, name, pick(`salience-${m}`, toolbox.levels, () => choices.salience[m], set), help));
  });
  toolbox.governments.forEach((row, g) => {
    const set = (capacity) => choose({ capacities: choices.capacities.map((old, at) => (at === g ? capacity : old)) });
    byId("capacities").append(make("fieldset", {}, make("legend", {}, row), pick(`capacity-${g}`, toolbox.capacities, () => choices.capacities[g], set)));
  });
  byId("donor").append(pick("donor-level", toolbox.donorLevels, () => choices.level, (level) => choose({ level })));
  byId("platform").append(pick("platform-kind", toolbox.platforms, () => choices.platform, (platform) => choose({ platform })));
  byId("fewer").addEventListener("click", () => choose({ size: Math.max(rules.pinned.length, choices.size - 1) }));
  byId("more").addEventListener("click", () => choose({ size: Math.min(rules.instruments.length, choices.size + 1) }));
  byId("again").addEventListener("click", () => choose({ ...asHanded }));
  byId("save").addEventListener("click", save);
}

/** Returns a row of big radio buttons, one per option (short text, and what it means). */
function pick(name, options, current, set) {
  const row = make("div", { class: options.length === 4 ? "options pairs" : "options" });
  options.forEach(([text, meaning], value) => {
    const input = make("input", { type: "radio", name, value, id: `${name}-${value}` });
    input.addEventListener("change", () => set(value));
    input.read = current;
    row.append(input, make("label", { for: `${name}-${value}`, title: meaning ?? "" }, text));
  });
  return row;
}

function showChoices() {
  for (const input of document.querySelectorAll("input[type=radio]")) input.checked = Number(input.value) === input.read();
  byId("size").textContent = words.instruments[choices.size];
  byId("donor-means").textContent = toolbox.donorLevels[choices.level][1];
  byId("again").hidden = JSON.stringify(choices) === JSON.stringify(asHanded);
}

// ---- the result ----

function draw() {
  const result = computeResult(rules, choices);
  showChoices();
  byId("headline").textContent = byId("mini").textContent = sayResult(result);
  byId("reach").textContent = sayReach(result);
  drawBar(result);
  byId("mix").replaceChildren(...result.members.map((i) => drawMember(result, i)));
  byId("coverage").replaceChildren(...toolbox.mechanisms.flatMap((row, m) => (result.problem.weights[m] ? [drawCoverage(result, row, m)] : [])));
  markTables(result);
}

function sayResult(result) {
  if (!choices.salience.some((level) => level > 0)) return words.unrated;
  if (!result.members.length) return words.none;
  const parts = toolbox.statuses.flatMap(([code, name]) => {
    const count = result.members.filter((i) => result.statuses[i] === code).length;
    return count ? [fill(words.countStatus, { count, status: name.toLowerCase() })] : [];
  });
  return fill(words.headline, { instruments: words.instruments[result.members.length], statuses: parts.join(", ") });
}

function sayReach(result) {
  const total = result.total.units / 2 ** result.total.depth;
  if (!total || !result.members.length) return "";
  const say = (units) => writeShare(units / 2 ** result.depth, total);
  const parts = Object.entries(result.parts).flatMap(([name, units]) => (units > 0 ? [fill(words.parts[name], { share: say(units) })] : []));
  return fill(words.reach, { reached: fill(words.reached, { share: say(result.units) }), parts: parts.join(", ") });
}

function drawBar(result) {
  const total = result.total.units / 2 ** result.total.depth;
  const pieces = Object.entries(result.parts).map(([name, units]) => {
    const percent = total && result.members.length ? (100 * units) / 2 ** result.depth / total : 0;
    return make("span", { class: `part ${name}`, style: `inline-size:${percent}%` }, percent > 14 ? words.partNames[name] : "");
  });
  byId("bar").replaceChildren(...pieces);
}

function drawMember(result, i) {
  const row = toolbox.instruments[i];
  const [, status, icon] = toolbox.statuses.find(([code]) => code === result.statuses[i]);
  // a government that is not there lends no hand
  const isHere = (a) => choices.capacities[toolbox.actors[a][3]] !== 0;
  const marks = row.lines.map(([a]) => a).filter((a, at, all) => all.indexOf(a) === at && isHere(a));
  const head = make(
    "summary",
    {},
    make("b", {}, row.name),
    make("span", { class: "status" }, make("span", { "aria-hidden": "true" }, icon), ` ${status}`),
    make("span", { class: "marks" }, ...marks.map((a) => drawLetter(a))),
    ticks[rules.instruments[i]] ? make("span", { class: "done" }, `✔ ${words.done}`) : "",
  );
  const serves = rules.columns[i].map((m) => toolbox.mechanisms[m].name).join(", ");
  const lines = row.lines.map(([a, text]) => make("li", {}, drawLetter(a), ` ${toolbox.actors[a][0]}: ${text}`));
  const nobody = lines.length ? "" : make("p", { class: "quiet" }, words.noLine);
  return make("li", {}, make("details", { "data-code": rules.instruments[i], open: isOpen(rules.instruments[i]) }, head, make("p", { class: "quiet" }, row.label), make("p", {}, fill(words.serves, { names: serves })), make("ul", { class: "lines" }, ...lines), nobody, drawTick(rules.instruments[i])));
}

function isOpen(code) {
  return document.querySelector(`#mix details[data-code="${code}"]`)?.open ?? false;
}

function drawLetter(a) {
  const [name, letter, slot] = toolbox.actors[a];
  return make("span", { class: `letter agent-${slot}`, title: name }, letter);
}

function drawTick(code) {
  const tick = ticks[code] ?? null;
  const box = make("input", { type: "checkbox", id: `done-${code}` });
  box.checked = Boolean(tick);
  const who = make("input", { type: "text", id: `who-${code}`, maxlength: 120, value: tick?.who ?? data.owners[code] ?? "" });
  const on = make("input", { type: "date", id: `on-${code}`, value: tick?.on ?? "" });
  const note = (isDone) => {
    if (isDone) ticks[code] = { who: who.value, on: on.value };
    else ticks[code] = null; // kept, so that a tick which was handed out stays taken back
    keep();
  };
  box.addEventListener("change", () => {
    note(box.checked);
    draw();
    byId(`done-${code}`)?.focus();
  });
  for (const field of [who, on]) {
    field.addEventListener("change", () => {
      box.checked = true;
      note(true);
    });
  }
  return make("div", { class: "tick" }, make("label", {}, box, ` ${words.done}`), make("label", {}, `${words.by} `, who), make("label", {}, `${words.on} `, on));
}

function drawCoverage(result, row, m) {
  const count = result.members.filter((i) => rules.columns[i].includes(m)).length;
  const strength = 100 * (1 - 2 ** -count);
  return make(
    "li",
    {},
    make("span", {}, make("span", { class: `mark family-${row.family}`, "aria-hidden": "true" }, row.mark), ` ${m + 1} ${row.name}`),
    make("span", { class: "track", "aria-hidden": "true" }, make("span", { class: "fill", style: `inline-size:${strength}%` })),
    make("span", {}, words.instruments[count]),
  );
}

// ---- both tables ----

function drawTables() {
  const heads = toolbox.mechanisms.map((row, m) => make("th", { scope: "col", title: row.label }, `${m + 1}`));
  byId("table-1").append(make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.instrument), ...heads)), make("tbody"));
  const actors = toolbox.actors.map(([name], a) => make("th", { scope: "col" }, drawLetter(a), make("span", { class: "sr" }, ` ${name}`)));
  byId("table-2").append(make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.instrument), make("th", { scope: "col" }, words.status), ...actors)), make("tbody"));
}

function markTables(result) {
  const isIn = (i) => result.members.includes(i);
  const name = (i) => make("th", { scope: "row" }, isIn(i) ? "● " : "", isIn(i) ? make("span", { class: "sr" }, `${words.inMix} `) : "", toolbox.instruments[i].name);
  byId("table-1").tBodies[0].replaceChildren(
    ...toolbox.instruments.map((_row, i) =>
      make("tr", { class: isIn(i) ? "in" : null }, name(i), ...toolbox.mechanisms.map((_m, m) => (rules.columns[i].includes(m) ? make("td", { class: `heat-${choices.salience[m]}` }, `${choices.salience[m]}`) : make("td")))),
    ),
  );
  byId("table-2").tBodies[0].replaceChildren(
    ...toolbox.instruments.map((row, i) => {
      const [, status, icon] = toolbox.statuses.find(([code]) => code === result.statuses[i]);
      const cells = toolbox.actors.map((_actor, a) => make("td", {}, `${row.lines.filter(([at]) => at === a).length || ""}`));
      return make("tr", { class: isIn(i) ? "in" : null }, name(i), make("td", { class: "status" }, make("span", { "aria-hidden": "true" }, icon), ` ${status}`), ...cells);
    }),
  );
}

// ---- back into a file ----

function save() {
  const scenario = structuredClone(data.scenario);
  rules.mechanisms.forEach((code, m) => {
    if (choices.salience[m] || code in scenario.salience) scenario.salience[code] = choices.salience[m];
  });
  rules.governments.forEach((code, g) => {
    if (choices.capacities[g] !== asHanded.capacities[g] || code in scenario.capacity) scenario.capacity[code] = rules.capacities[choices.capacities[g]];
  });
  scenario.donor_level = choices.level;
  scenario.platform = rules.platforms[choices.platform];
  scenario.mix_size = choices.size;
  scenario.next_steps = [...scenario.next_steps.flatMap(noteTick), ...listNewTicks(scenario.next_steps)].slice(0, 200);
  const file = new Blob([JSON.stringify(scenario, null, 1)], { type: "application/json" });
  const link = make("a", { href: URL.createObjectURL(file), download: data.fileName });
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Returns whether a step stands for an instrument itself, so that its tick is that of the instrument. */
function isInstrument(step) {
  return rules.instruments.includes(step.code) && !step.what.trim();
}

/** Returns a step with its tick as it is here; one that was nothing but a tick goes with it. */
function noteTick(step) {
  if (!isInstrument(step)) return [step];
  const tick = ticks[step.code];
  if (tick) return [{ ...step, done: true, done_on: tick.on, owner: tick.who || step.owner }];
  if (step.done && !step.due && !step.agreed_on && !step.note) return [];
  return [{ ...step, done: false, done_on: "" }];
}

function listNewTicks(steps) {
  const told = new Set(steps.filter(isInstrument).map((step) => step.code));
  const fresh = Object.entries(ticks).filter(([code, tick]) => tick && !told.has(code));
  return fresh.map(([code, tick]) => ({ code, owner: tick.who, done: true, done_on: tick.on }));
}

remember();
drawChoices();
drawTables();
draw();
