// The script behind every view: update in place, send actions, keep the draft, keep the address in step.
// Actions wait in a queue until the server has confirmed them, so that rapid clicks lose none.
import morphdom from "./vendor/morphdom.js";

const RAIL = "rail";
const DRAFTS = "clusterdash.drafts";
const DRAFT_LIMIT = 12;
const FILE_LIMIT = 1000000;
const page = document.documentElement;
const state = { queue: [], next: 1, sid: null, acknowledged: 0, send: null, data: null, here: 0, opener: null };

// --- mounting ----------------------------------------------------------------------------------------------------
export function show(mount) {
  const { data, parentElement, setStateValue } = mount;
  const root = parentElement.querySelector(".view");
  if (!root || !data) return;
  listen(root);
  if (data.key === RAIL) {
    state.send = () => setStateValue("events", state.queue.slice());
    meet(data);
  }
  const isBehind = data.key === RAIL && state.queue.length > 0;
  if (!isBehind) paint(root, data.html);
  if (data.key === RAIL && !isBehind) showWhatHolds();
  if (data.key !== RAIL) followDrawer();
  if (data.here !== undefined) state.here = data.here;
  if (data.stamp) page.dataset.painted = data.stamp;
  if (data.later) askLater(data);
  if (!state.noted) watchScheme();
  if (data.here !== undefined) notePage();
}

function meet(data) {
  const isNew = state.sid !== data.sid;
  state.data = data;
  if (isNew) begin(data);
  const before = state.acknowledged;
  state.acknowledged = Math.max(before, data.ack);
  state.queue = state.queue.filter((event) => event.id > state.acknowledged);
  if (state.queue.length && (isNew || state.acknowledged > before)) state.send();
  if (page.lang !== data.lang) page.lang = data.lang;
  if (page.dir !== data.dir) page.dir = data.dir;
  if (state.queue.length > 0) return;
  keepAddress(data);
  if (data.is_touched) keepDraft(data);
}

// a new sitting (first visit, or a server that has forgotten us): the draft comes first, then what still waits
function begin(data) {
  const draft = data.is_fresh ? findDraft(data) : null;
  const waiting = draft ? [{ name: "restore_draft", text: draft.text }, ...state.queue] : state.queue;
  state.queue = waiting.map((event, index) => ({ ...event, id: index + 1, sid: data.sid }));
  state.sid = data.sid;
  state.next = state.queue.length + 1;
  state.acknowledged = 0;
}

// --- painting ----------------------------------------------------------------------------------------------------
function paint(root, html) {
  if (root._html === html) return;
  root._html = html;
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const focusedId = focused && focused.id;
  const next = root.cloneNode(false);
  next.innerHTML = html;
  morphdom(root, next, {
    childrenOnly: true,
    onBeforeElUpdated(from, to) {
      if (from.isEqualNode(to)) return false;
      if (from.tagName === "DETAILS" && !to.hasAttribute("data-closed")) to.open = from.open;
      if (from.hasAttribute("tabindex") && from.matches("[role=grid] tbody :is(th, td)")) to.tabIndex = from.tabIndex;
      if (from === document.activeElement && from.matches("input:not([type=checkbox]), textarea")) {
        to.value = from.value;
      }
      return true;
    },
  });
  if (focusedId && document.activeElement !== focused) document.getElementById(focusedId)?.focus({ preventScroll: true });
  roam(root);
}

const CELLS = "tbody th, tbody td";

function roam(root) {
  // one tab stop per grid: where the focus was, or the first cell of the chosen row, or the first of all
  for (const grid of root.querySelectorAll("[role=grid]")) {
    if (grid.querySelector("tbody [tabindex='0']")) continue;
    const cell = (grid.querySelector("tr[aria-selected=true]") || grid).querySelector(CELLS.replaceAll("tbody ", ""));
    const first = grid.querySelector("tbody tr[aria-selected=true] th") || grid.querySelector(CELLS) || cell;
    if (first) first.tabIndex = 0;
  }
}

// what takes longer is asked for when the visitor pauses
let pause = 0;
function askLater(data) {
  clearTimeout(pause);
  if (data.later && data.asked !== data.stamp) pause = setTimeout(() => act("judge", { code: data.stamp }), 350);
}

// the scheme is read when nothing else waits: it asks the browser for the whole layout
function watchScheme() {
  state.noted = true;
  noteScheme();
  const later = () => setTimeout(noteScheme, 300);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later);
  window.addEventListener("storage", later);
  window.addEventListener("focus", later);
}

// fields show what holds: a value that was refused goes back, unless somebody is typing
function showWhatHolds() {
  for (const field of document.querySelectorAll(".view input[data-do]:not([type=checkbox], [type=file]), .view textarea[data-do]")) {
    if (field !== document.activeElement && field.value !== field.defaultValue) field.value = field.defaultValue;
  }
  for (const field of document.querySelectorAll(".view select[data-do]")) {
    const held = [...field.options].find((option) => option.hasAttribute("selected")) || field.options[0];
    if (held && field !== document.activeElement) field.value = held.value;
  }
}

// the focus goes into a drawer that opens and back to where it was when it closes
function followDrawer() {
  const close = document.getElementById("drawer-close");
  if (close && !state.drawer) {
    state.opener = document.activeElement;
    close.focus({ preventScroll: true });
  } else if (!close && state.drawer) {
    if (document.activeElement === document.body) state.opener?.focus({ preventScroll: true });
  }
  state.drawer = Boolean(close);
}

function noteScheme() {
  const colour = getComputedStyle(document.querySelector(".stApp") || document.body).backgroundColor;
  const [r, g, b] = (colour.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
  const scheme = 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
  if (page.dataset.scheme !== scheme) page.dataset.scheme = scheme;
}

function notePage() {
  document.querySelectorAll(".st-key-pages a").forEach((link, number) => {
    if (number === state.here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
}

// --- actions -----------------------------------------------------------------------------------------------------
function listen(root) {
  root.onclick = onClick;
  root.onkeydown = onKey;
  root.onchange = onChange;
}

export function act(name, fields) {
  state.queue.push({ ...fields, name, id: state.next++, sid: state.sid });
  if (state.send) state.send();
}

function argumentsOf(element) {
  return element.dataset.args ? JSON.parse(element.dataset.args) : {};
}

function onClick(event) {
  const way = event.target.closest("a[data-page]");
  if (way && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    return document.querySelectorAll(".st-key-pages a")[Number(way.dataset.page)]?.click();
  }
  const element = event.target.closest("[data-do], [data-local]");
  if (!element || element.matches("input, select, textarea") || element.getAttribute("aria-disabled") === "true") return;
  if (element.dataset.local) return LOCAL[element.dataset.local]?.(element);
  event.preventDefault();
  if (element.getAttribute("role") === "radio") chooseRadio(element);
  act(element.dataset.do, argumentsOf(element));
}

function onChange(event) {
  const element = event.target.closest("input[data-do], select[data-do], textarea[data-do]");
  if (event.target.matches("input[type=file]")) return openFile(event.target);
  if (element) act(element.dataset.do, { ...argumentsOf(element), value: valueOf(element) });
}

function valueOf(element) {
  if (element.type === "checkbox") return element.checked;
  if (element.dataset.type !== "number") return element.value;
  if (element.value.trim() === "") return null;
  const number = Number(element.value.replace(",", "."));
  return Number.isFinite(number) ? number : element.value;
}

function chooseRadio(radio) {
  for (const other of radio.closest("[role=radiogroup]").querySelectorAll("[role=radio]")) {
    other.setAttribute("aria-checked", String(other === radio));
    other.tabIndex = other === radio ? 0 : -1;
  }
  radio.focus({ preventScroll: true });
}

function onKey(event) {
  const radio = event.target.closest("[role=radio]");
  if (radio) return onRadioKey(event, radio);
  const tab = event.target.closest("[role=tab]");
  if (tab) return onTabKey(event, tab);
  const cell = event.target.closest("[role=grid] tbody :is(th, td)");
  if (cell) return onCellKey(event, cell);
  if (event.key === "Enter" && event.target.matches("input[data-do]")) event.target.blur();
}

function onTabKey(event, tab) {
  const turn = getComputedStyle(tab).direction === "rtl" ? -1 : 1;
  const tabs = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]")];
  const at = tabs.indexOf(tab);
  const target = { ArrowRight: at + turn, ArrowLeft: at - turn, Home: 0, End: tabs.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  const next = tabs[(target + tabs.length) % tabs.length];
  next.focus();
  next.click();
}

function onRadioKey(event, radio) {
  const turn = getComputedStyle(radio).direction === "rtl" ? -1 : 1;
  const step = { ArrowRight: turn, ArrowLeft: -turn, ArrowDown: 1, ArrowUp: -1 }[event.key];
  const radios = [...radio.closest("[role=radiogroup]").querySelectorAll("[role=radio]")];
  const digit = radios.find((other) => other.dataset.value === event.key);
  if (!step && !digit && event.key !== " ") return;
  event.preventDefault();
  const target = digit || (step ? radios[(radios.indexOf(radio) + step + radios.length) % radios.length] : radio);
  chooseRadio(target);
  act(target.dataset.do, argumentsOf(target));
}

function onCellKey(event, cell) {
  const row = cell.closest("tr");
  const turn = getComputedStyle(cell).direction === "rtl" ? -1 : 1;
  const sideways = { ArrowRight: turn, ArrowLeft: -turn }[event.key];
  const upright = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    return cell.click();
  }
  if (!sideways && !upright) return;
  event.preventDefault();
  const at = [...row.cells].indexOf(cell);
  const beside = row.cells[at + (sideways || 0)];
  const rows = row.parentElement.rows;
  const other = upright ? rows[row.sectionRowIndex + upright]?.cells : null;
  const target = upright ? other && other[Math.min(at, other.length - 1)] : beside;
  if (!target) return;
  for (const old of row.closest("[role=grid]").querySelectorAll("tbody [tabindex]")) old.removeAttribute("tabindex");
  target.tabIndex = 0;
  target.focus();
}

window.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector(":popover-open")) document.querySelector("[data-close]")?.click();
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input, textarea")) return;
  event.preventDefault();
  act(event.shiftKey ? "redo" : "undo", {});
});

// --- what the browser does alone -----------------------------------------------------------------------------------
const LOCAL = {
  print: () => window.print(),
  save: () => saveFile(),
  decide: () => (page.dataset.view = "decide"),
  result: () => (page.dataset.view = "result"),
  open: (element) => element.parentElement.querySelector("input[type=file]").click(),
  broken: () => download("clusterdash-draft.json", findDraft(state.data)?.text || ""),
};

function saveFile() {
  download(state.data.file_name, state.data.draft);
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function openFile(input) {
  const file = input.files[0];
  input.value = "";
  if (!file) return;
  const name = input.dataset.do || "open_file";
  // one character over the limit makes the server say what is wrong
  const text = file.size > FILE_LIMIT ? " ".repeat(FILE_LIMIT + 1) : await encode(file, name);
  act(name, { text });
}

async function encode(file, name) {
  if (name === "open_file") return file.text();
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

// --- address and draft ---------------------------------------------------------------------------------------------
function keepAddress(data) {
  const address = new URL(window.location.href);
  address.searchParams.set("s", data.code);
  address.searchParams.set("lang", data.lang);
  if (address.href !== window.location.href) window.history.replaceState(window.history.state, "", address);
}

function readDrafts() {
  try {
    const drafts = JSON.parse(localStorage.getItem(DRAFTS) || "[]");
    return Array.isArray(drafts) ? drafts : [];
  } catch {
    return [];
  }
}

function tabName() {
  let name = sessionStorage.getItem(DRAFTS);
  if (!name) sessionStorage.setItem(DRAFTS, (name = crypto.randomUUID?.() || String(Math.random())));
  return name;
}

// one draft per tab, the latest first; where the browser has no room, the oldest goes
function keepDraft(data) {
  const drafts = [{ tab: tabName(), code: data.code, text: data.draft }];
  drafts.push(...readDrafts().filter((draft) => draft.tab !== drafts[0].tab));
  for (let count = Math.min(drafts.length, DRAFT_LIMIT); count > 0; count--) {
    try {
      return localStorage.setItem(DRAFTS, JSON.stringify(drafts.slice(0, count)));
    } catch {
      continue;
    }
  }
}

function findDraft(data) {
  const drafts = readDrafts();
  const own = drafts.find((one) => one.tab === tabName());
  const draft = own || drafts.find((one) => one.code === data.code) || drafts[0];
  return draft && draft.text !== data.draft ? draft : null;
}
