// The script behind the screen: update in place, send actions, keep the draft, keep the address in step.
// Actions wait in a queue until the server has confirmed them, so that rapid clicks lose none.
import morphdom from "./vendor/morphdom.js";

const DRAFTS = "clusterdash.drafts";
const QUEUE = "clusterdash.queue";
const DRAFT_LIMIT = 12;
const FILE_LIMIT = 1000000;
const SETTLE_AFTER_UP = 80; // a click follows the finger's release within this time (ms)
const LONGEST_PRESS = 2000;
const QUIET = 1000; // after a choice that cannot be repeated, its neighbours hold still for this time (ms)
const PAUSE = 400;
const TYPING_PAUSE = 1200;
const page = document.documentElement;
const state = {
  sid: null, queue: [], next: 1, acknowledged: 0, send: null, data: null,
  version: 0, skeleton: "", parts: new Map(), facts: {}, root: null,
  isPressed: false, isDue: false, quiet: new Map(), drawers: new Map(), slug: null, wait: PAUSE,
};

// --- mounting ----------------------------------------------------------------------------------------------------
export function show(mount) {
  const { data, parentElement, setStateValue } = mount;
  const root = parentElement.querySelector(".view");
  if (!root || !data) return;
  if (state.root !== root) begin(root);
  state.send = () => setStateValue("events", state.queue.map((event) => ({ ...event, seen: state.version })));
  take(data);
  paintSoon();
}

function begin(root) {
  state.root = root;
  root.onclick = onClick;
  root.onkeydown = onKey;
  root.onchange = onChange;
  root.oninput = onInput;
  window.removeEventListener("pointerdown", onPress, true);
  for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, onRelease, true);
  window.addEventListener("pointerdown", onPress, true);
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, onRelease, true);
  if (!state.isWatching) watch();
}

// what the server says: pieces that changed, which actions are done; an older message than the last one is nothing new
function take(data) {
  const isNew = state.sid !== data.sid;
  if (isNew) meetServer(data);
  else if (data.version <= state.version) return;
  state.data = data;
  if (data.skeleton !== undefined) state.skeleton = data.skeleton;
  for (const [code, html] of Object.entries(data.parts)) state.parts.set(code, html);
  Object.assign(state.facts, data.facts);
  const isComplete = state.skeleton && state.facts.code !== undefined;
  state.version = isComplete ? data.version : 0;
  const before = state.acknowledged;
  state.acknowledged = Math.max(before, data.ack);
  state.queue = state.queue.filter((event) => event.id > state.acknowledged);
  if (!isComplete) act("resend", {});
  else if (isNew) greet(data);
  else if (state.queue.length && state.acknowledged > before) state.send();
  if (page.lang !== state.facts.lang) page.lang = state.facts.lang;
  if (page.dir !== state.facts.dir) page.dir = state.facts.dir;
  keepAddress();
  if (!state.queue.length && state.facts.is_touched) keepDraft();
}

// a new sitting (first visit, or a server that has forgotten us)
function meetServer(data) {
  const isFirst = state.sid === null;
  state.sid = data.sid;
  Object.assign(state, { version: 0, skeleton: "", acknowledged: 0 });
  state.parts.clear();
  state.facts = {};
  if (isFirst) state.queue = readStore("sessionStorage", QUEUE).filter((event) => event && typeof event.name === "string");
  writeStore("sessionStorage", QUEUE, null);
}

// the draft comes first, then what still waits
function greet(data) {
  const draft = data.is_fresh ? findDraft() : null;
  const first = draft ? [{ name: "restore_draft", text: draft.text }] : [];
  if (data.is_fresh && !canStore()) first.push({ name: "storage_denied" });
  state.queue = [...first, ...state.queue].map((event, index) => ({ ...event, id: index + 1, sid: data.sid }));
  state.next = state.queue.length + 1;
  if (state.queue.length) state.send();
}

// --- painting ----------------------------------------------------------------------------------------------------
// Nothing is replaced under a finger: while a pointer is down, and until its click has come, the screen stays.
function onPress() {
  state.isPressed = true;
  clearTimeout(state.release);
  state.release = setTimeout(onRelease, LONGEST_PRESS);
}

function onRelease(event) {
  clearTimeout(state.release);
  const settle = () => {
    state.isPressed = false;
    if (state.isDue) paint();
  };
  state.release = setTimeout(settle, event?.type === "pointerup" ? SETTLE_AFTER_UP : 0);
}

function clickHasCome() {
  if (!state.isPressed) return;
  clearTimeout(state.release);
  state.release = setTimeout(() => {
    state.isPressed = false;
    if (state.isDue) paint();
  }, 0);
}

function paintSoon() {
  if (state.isPressed) state.isDue = true;
  else paint();
}

function paint() {
  state.isDue = false;
  const root = state.root;
  if (!root || !state.skeleton) return;
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const focusedId = focused && focused.id;
  if (root._skeleton !== state.skeleton) {
    morphChildren(root, state.skeleton);
    root._skeleton = state.skeleton;
  }
  const isBehind = state.queue.length > 0;
  const unseen = narrow.matches ? "data-wide" : "data-narrow"; // painted when the window changes
  let later = 0;
  for (const part of root.querySelectorAll("[data-part]")) {
    const html = state.parts.get(part.id);
    if (html === undefined || part._html === html || part.hasAttribute(unseen)) continue;
    const rest = (state.quiet.get(part.id) || 0) - performance.now();
    if (rest > 0) later = Math.max(later, rest);
    else if (!isBehind || part._html === undefined || !part.hasAttribute("data-choices")) morphPart(part, html);
  }
  if (later) setTimeout(paintSoon, later + 5);
  if (!isBehind) showWhatHolds(root);
  roam(root);
  if (focusedId && document.activeElement !== focused) {
    document.getElementById(focusedId)?.focus({ preventScroll: true });
  }
  followDrawer();
  followPage();
  if (!isBehind) bringIntoView();
  if (!isBehind && state.isBack) {
    state.isBack = false;
    tellServer("back");
  }
  page.dataset.painted = state.data.stamp;
  askLater();
}

const narrow = window.matchMedia("(max-width: 860px)");
narrow.addEventListener("change", () => paintSoon());

const MORPH = {
  onBeforeElUpdated(from, to) {
    if (to.hasAttribute("data-part")) return false; // parts are painted one by one
    return keepWhatIsLive(from, to);
  },
};

function morphChildren(root, html) {
  const next = root.cloneNode(false);
  next.innerHTML = html;
  morphdom(root, next, { ...MORPH, childrenOnly: true });
}

function morphPart(part, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  morphdom(part, template.content.firstElementChild, { onBeforeElUpdated: keepWhatIsLive });
  part._html = html;
}

function keepWhatIsLive(from, to) {
  if (from.tagName === "DETAILS") to.open = from._html === undefined && from.hasAttribute("data-part") ? to.open : from.open;
  if (from.hasAttribute("tabindex") && from.matches("[role=grid] tbody :is(th, td)")) to.tabIndex = from.tabIndex;
  if (from.matches("input:not([type=checkbox]), textarea") && isEditing(from)) to.value = from.value;
  return !from.isEqualNode(to) || from.matches("input, textarea, select");
}

// fields show what holds, always by the server's word; what somebody is typing just now is left alone
function showWhatHolds(root) {
  for (const field of root.querySelectorAll("[data-value]")) {
    if (field.matches("[role=radiogroup]")) markRadio(field, field.dataset.value);
    else if (field.matches("input, textarea, select") && !isEditing(field) && field.value !== field.dataset.value) {
      field.value = field.dataset.value;
    }
  }
  for (const box of root.querySelectorAll("[data-checked]")) box.checked = box.dataset.checked === "true";
  for (const busy of root.querySelectorAll("[data-busy]")) busy.removeAttribute("data-busy");
}

function isEditing(field) {
  return field === document.activeElement && field._isTyped === true;
}

function markRadio(group, value) {
  for (const radio of group.querySelectorAll("[role=radio]")) {
    const is = String(radio.dataset.value === value);
    if (radio.getAttribute("aria-checked") === is) continue;
    radio.setAttribute("aria-checked", is);
    radio.tabIndex = is === "true" ? 0 : -1;
  }
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

// what takes longer is asked for when the visitor pauses, and again until it is there
let pause = 0;
function askLater() {
  clearTimeout(pause);
  if (!state.data.pending || state.queue.length) {
    if (!state.data.pending) state.wait = PAUSE;
    return;
  }
  pause = setTimeout(() => act("ask", { code: state.data.stamp }), state.wait);
  state.wait = Math.min(state.wait * 1.5, 5000);
}

// the scheme is read when nothing else waits: it asks the browser for the whole layout
function watch() {
  state.isWatching = true;
  noteScheme();
  const later = () => setTimeout(noteScheme, 300);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later);
  window.addEventListener("storage", later);
  window.addEventListener("focus", later);
  window.addEventListener("pagehide", keepQueue);
  window.addEventListener("beforeprint", () => {
    const today = new Date().toLocaleDateString(page.lang, { dateStyle: "long" });
    for (const place of document.querySelectorAll(".print-date")) place.textContent = today;
  });
  document.addEventListener("visibilitychange", () => document.hidden && keepQueue());
  keepAddressOfOthers();
  watchServer();
}

// the focus goes into a drawer that opens and back to where it was when it closes; one may lie over another
function followDrawer() {
  const open = [...document.querySelectorAll("[data-close]")].map((close) => close.id);
  const isNew = open.find((id) => !state.drawers.has(id));
  const gone = [...state.drawers.keys()].filter((id) => !open.includes(id));
  const opener = gone.map((id) => state.drawers.get(id)).find((element) => element?.isConnected);
  for (const id of gone) state.drawers.delete(id);
  if (isNew) {
    state.drawers.set(isNew, document.activeElement);
    document.getElementById(isNew).focus({ preventScroll: true });
  } else if (gone.length && document.activeElement === document.body) opener?.focus({ preventScroll: true });
}

function noteScheme() {
  const colour = getComputedStyle(document.querySelector(".stApp") || document.body).backgroundColor;
  const [r, g, b] = (colour.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
  const scheme = 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
  if (page.dataset.scheme !== scheme) page.dataset.scheme = scheme;
}

// another page begins at its top, with the result on a phone
function followPage() {
  const shown = state.root.querySelector("main.page-frame > .page")?.id;
  if (state.slug !== null && shown !== state.slug) {
    window.scrollTo(0, 0);
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }
  state.slug = shown;
}

// what was asked for is brought into view and takes the focus
let target = null;
function bringIntoView() {
  const wanted = target && document.getElementById(target);
  target = null;
  if (!wanted) return;
  wanted.scrollIntoView({ block: "start" });
  wanted.focus({ preventScroll: true });
}

// --- the server: gone and back -----------------------------------------------------------------------------------
function watchServer() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return void setTimeout(watchServer, 300);
  let isGone = false;
  let timer = 0;
  const look = () => {
    const isConnected = app.dataset.testConnectionState === "CONNECTED";
    clearTimeout(timer);
    if (!isConnected) timer = setTimeout(() => ((isGone = true), tellServer("gone")), 1500);
    else {
      if (isGone) tellServer("");
      state.isBack = isGone && state.queue.length > 0;
      if (isGone || state.queue.length) runWhole();
      isGone = false;
    }
  };
  // Streamlit's own dialog speaks English and of the internet, and locks the page: it is closed as soon as it opens
  new MutationObserver(() => {
    if (app.dataset.testConnectionState === "CONNECTED") return;
    document.querySelector('[data-testid="stDialog"] button[aria-label="Close"]')?.click();
  }).observe(document.body, { childList: true });
  new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  // an action that nobody has confirmed for a while is sent again
  setInterval(() => {
    if (state.queue.length && state.send && app.dataset.testConnectionState === "CONNECTED" && Date.now() - state.sentAt > 4000) {
      state.sentAt = Date.now();
      runWhole();
    }
  }, 2000);
}

// a server that has begun anew knows nothing of the screen: the whole app runs again, and a new sitting asks for the rest
function runWhole() {
  state.send?.();
  const here = document.querySelector(".menu a[aria-current]")?.dataset.page || 0;
  document.querySelectorAll(".st-key-pages a")[Number(here)]?.click();
}

function isConnected() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState === "CONNECTED";
}

function tellServer(what) {
  const line = document.getElementById("gone");
  if (!line) return;
  const words = JSON.parse(state.facts.words || "{}");
  line.textContent = words[what] || "";
  line.hidden = !what;
  line.dataset.kind = what;
  if (what === "back") setTimeout(() => line.dataset.kind === "back" && tellServer(""), 4000);
}

// --- actions -----------------------------------------------------------------------------------------------------
export function act(name, fields) {
  state.queue.push({ ...fields, name, id: state.next++, sid: state.sid });
  state.sentAt = Date.now();
  if (state.send && isConnected()) state.send();
}

function argumentsOf(element) {
  return element.dataset.args ? JSON.parse(element.dataset.args) : {};
}

function onClick(event) {
  if (event.isTrusted) clickHasCome();
  const way = event.target.closest("a[data-page]");
  if (way && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    return openPage(way);
  }
  if (event.target.closest("a.skip")) {
    event.preventDefault();
    const main = state.root.querySelector("main h1");
    main?.setAttribute("tabindex", "-1");
    return main?.focus();
  }
  const element = event.target.closest("[data-do], [data-local]");
  if (!element || element.matches("input, select, textarea") || element.getAttribute("aria-disabled") === "true") return;
  if (element.dataset.local) return LOCAL[element.dataset.local]?.(element);
  event.preventDefault();
  if (element.hasAttribute("data-once") && !mayDo(event, element)) return;
  if (element.getAttribute("role") === "radio") chooseRadio(element);
  else element.setAttribute("data-busy", "");
  if (element.dataset.then) target = element.dataset.then;
  act(element.dataset.do, argumentsOf(element));
}

// what is done once is done once: the second click of a double click does nothing, and for a second nothing else may
// take the place under the pointer
function mayDo(event, element) {
  const now = performance.now();
  if (event.detail > 1 || now < (state.stillUntil || 0)) return false;
  state.stillUntil = now + QUIET;
  const part = element.closest("[data-part]");
  if (part) state.quiet.set(part.id, now + QUIET);
  return true;
}

function openPage(way) {
  setView("result");
  for (const link of way.closest("nav")?.querySelectorAll("a") || []) link.removeAttribute("aria-current");
  way.setAttribute("aria-current", "page");
  document.querySelectorAll(".st-key-pages a")[Number(way.dataset.page)]?.click();
}

function onChange(event) {
  const element = event.target.closest("input[data-do], select[data-do], textarea[data-do]");
  if (event.target.matches("input[type=file]")) return openFile(event.target);
  if (element) commit(element);
}

// a text that is being typed is sent when the writer pauses, so that a closed laptop loses nothing
function onInput(event) {
  const field = event.target.closest("input[data-do]:not([type=checkbox], [type=file]), textarea[data-do]");
  if (!field) return;
  field._isTyped = true;
  clearTimeout(field._typing);
  if (!field.matches("[inputmode]")) field._typing = setTimeout(() => commit(field, true), TYPING_PAUSE);
}

function commit(element, isStillTyping = false) {
  clearTimeout(element._typing);
  const value = element.type === "checkbox" ? element.checked : element.value;
  if (!isStillTyping) element._isTyped = false;
  if (element._sent === value && element.dataset.value === value) return;
  element._sent = value;
  act(element.dataset.do, { ...argumentsOf(element), value });
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
  if (event.key === "Enter" && event.target.matches("input[data-do]")) {
    event.target._isTyped = false;
    event.target.blur();
  }
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
  if (event.key === "Escape" && !document.querySelector(":popover-open")) [...document.querySelectorAll("[data-close]")].at(-1)?.click();
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input, textarea")) return;
  event.preventDefault();
  act(event.shiftKey ? "redo" : "undo", {});
});

// --- what the browser does alone -----------------------------------------------------------------------------------
const LOCAL = {
  print: () => window.print(),
  save: () => saveFile(),
  decide: () => setView("decide"),
  result: () => setView("result"),
  open: (element) => element.parentElement.querySelector("input[type=file]").click(),
  broken: () => download("clusterdash-draft.json", findDraft()?.text || ""),
};

// on a phone the choices and the result take turns, each where it was left; a change of place begins at the top
const places = { decide: 0, result: 0 };
function setView(view) {
  const main = document.querySelector('[data-testid="stMain"]');
  const now = page.dataset.view || "result";
  if (now === view) return;
  if (main) places[now] = main.scrollTop;
  page.dataset.view = view;
  main?.scrollTo(0, places[view]);
}

function saveFile() {
  download(state.facts.file_name, state.facts.draft);
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
function withCode(address) {
  const whole = new URL(address, window.location.href);
  if (whole.origin !== window.location.origin || state.facts.code === undefined) return whole;
  whole.searchParams.set("s", state.facts.code);
  whole.searchParams.set("lang", state.facts.lang);
  return whole;
}

function keepAddress() {
  const address = withCode(window.location.href);
  if (address.href !== window.location.href) window.history.replaceState(window.history.state, "", address);
}

// the app's own page changes write the address too: it holds the scenario at any moment
function keepAddressOfOthers() {
  for (const name of ["pushState", "replaceState"]) {
    const write = window.history[name].bind(window.history);
    window.history[name] = (data, title, address) =>
      write(data, title, address === undefined || address === null ? address : withCode(address).href);
  }
  const complete = (event) => {
    const way = event.target.closest?.("a[data-page]");
    if (way) way.href = withCode(way.pathname).href;
  };
  for (const name of ["pointerdown", "focusin", "contextmenu"]) document.addEventListener(name, complete, true);
}

function readStore(store, key) {
  try {
    const found = JSON.parse(window[store].getItem(key) || "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function writeStore(store, key, value) {
  try {
    if (value === null) window[store].removeItem(key);
    else window[store].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function canStore() {
  try {
    localStorage.setItem("clusterdash.probe", "1");
    localStorage.removeItem("clusterdash.probe");
    return true;
  } catch {
    return false;
  }
}

function readDrafts() {
  const drafts = readStore("localStorage", DRAFTS);
  return drafts.filter((draft) => draft && typeof draft === "object" && typeof draft.text === "string");
}

let tab = null;
function tabName() {
  if (tab) return tab;
  tab = crypto.randomUUID?.() || String(Math.random());
  try {
    const known = sessionStorage.getItem(DRAFTS);
    if (known) tab = known;
    else sessionStorage.setItem(DRAFTS, tab);
  } catch {
    // without storage this tab keeps its name in memory
  }
  return tab;
}

// one draft per tab, the latest first; where the browser has no room, the oldest goes
function keepDraft() {
  const { code, draft } = state.facts;
  if (state.keptDraft === draft) return;
  const drafts = [{ tab: tabName(), code, text: draft }];
  drafts.push(...readDrafts().filter((one) => one.tab !== drafts[0].tab));
  for (let count = Math.min(drafts.length, DRAFT_LIMIT); count > 0; count--) {
    if (writeStore("localStorage", DRAFTS, drafts.slice(0, count))) return void (state.keptDraft = draft);
  }
}

function findDraft() {
  const drafts = readDrafts();
  const own = drafts.find((one) => one.tab === tabName());
  const draft = own || drafts.find((one) => one.code === state.facts.code) || drafts[0];
  return draft && draft.text !== state.facts.draft ? draft : null;
}

// a page that is left takes what is not yet confirmed with it, also a text that was still being typed
function keepQueue() {
  const field = document.activeElement;
  if (field?._isTyped && field.matches?.("[data-do]")) commit(field, true);
  if (state.queue.length) writeStore("sessionStorage", QUEUE, state.queue);
  else writeStore("sessionStorage", QUEUE, null);
}
