// Painting.
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
  followStage();
  showTimer();
  followDrawer();
  followPage();
  markPart();
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

// a window that becomes wide has room for what takes longer
const broad = window.matchMedia("(min-width: 1700px)");
broad.addEventListener("change", () => broad.matches && askNow());

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
  if (narrow.matches) foldForms(part);
  part._html = html;
}

// on a phone, forms and long tables begin folded; what somebody opened stays open
function foldForms(part) {
  for (const fold of part.querySelectorAll("[data-fold]")) {
    if (!fold._isMet) fold.open = false;
    fold._isMet = true;
  }
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
  // where nothing is said, the keyboard enters at the first one
  if (!group.querySelector("[role=radio][aria-checked=true]")) group.querySelector("[role=radio]").tabIndex = 0;
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
  pause = setTimeout(askNow, state.wait);
  state.wait = Math.min(state.wait * 1.5, 5000);
}

function askNow() {
  act("ask", { code: state.data.stamp, is_broad: broad.matches });
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
  window.addEventListener("focus", askForNews);
  window.addEventListener("beforeprint", () => {
    const today = new Date().toLocaleDateString(page.lang, { dateStyle: "long" });
    for (const place of document.querySelectorAll(".print-date")) place.textContent = today;
  });
  document.addEventListener("visibilitychange", () => document.hidden && keepQueue());
  keepAddressOfOthers();
  watchServer();
}

// whoever comes back to a saved plan hears whether somebody else has saved meanwhile
function askForNews() {
  if (state.facts.plan && state.data && !state.queue.length && !isWall()) askNow();
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

// what was asked for is brought into view and takes the focus, as soon as it is there
const PATIENCE = 5000;
let target = null;
function aim(ids) {
  target = { ids: ids.split(" "), until: performance.now() + PATIENCE };
}

// the first of several that is there to be seen; what lies folded up is unfolded
function findAimed() {
  for (const id of target.ids) {
    const wanted = document.getElementById(id);
    if (wanted && !wanted.checkVisibility()) unfold(wanted);
    if (wanted?.checkVisibility()) return wanted;
  }
  return null;
}

// what takes the focus: the element itself, or the first thing in it that can be set
function focusIn(wanted) {
  const inner = wanted.querySelector("[role=radio][tabindex='0']") || wanted.querySelector("input:not([hidden]), select, textarea");
  const isSettable = wanted.matches("a, input, select, textarea, button, [tabindex]");
  (isSettable ? wanted : inner || wanted).focus({ preventScroll: true });
}

function bringIntoView() {
  if (!target) return;
  const wanted = findAimed();
  if (!wanted) {
    if (performance.now() > target.until) target = null;
    return;
  }
  target = null;
  const isLow = wanted.getBoundingClientRect().height < window.innerHeight / 3;
  wanted.scrollIntoView({ block: isLow ? "center" : "start" });
  focusIn(wanted);
}
