// Actions.
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
  const asked = event.target.closest("[data-why]");
  if (asked) return ask(asked);
  const aimed = event.target.closest("[data-aim]");
  if (aimed) return aimAtChoice(aimed.dataset.aim);
  const element = event.target.closest("[data-do], [data-local], [data-stage]");
  if (!element || element.matches("input, select, textarea") || element.getAttribute("aria-disabled") === "true") return;
  if (element.dataset.local) return LOCAL[element.dataset.local]?.(element);
  if (element.dataset.stage && !element.dataset.do) return openStage(element.dataset.stage);
  event.preventDefault();
  if (element.hasAttribute("data-once") && !mayDo(event, element)) return;
  if (element.getAttribute("role") === "radio") chooseRadio(element);
  else element.setAttribute("data-busy", "");
  if (element.dataset.then) aim(element.dataset.then);
  act(element.dataset.do, { ...argumentsOf(element), ...readReason(element) });
  if (element.hasAttribute("data-step")) stepOn(element);
  if (element.dataset.go) {
    setView("result");
    goTo(element.dataset.go);
  }
}

// a decision takes the reason along that was typed beside it
function readReason(element) {
  const field = element.dataset.with && document.getElementById(element.dataset.with);
  return field ? { reason: field.value } : {};
}

// what stands behind a figure or a mark opens beside the page, and closes with a second click; a mark brings its note
function ask(element) {
  const note = element.dataset.why.startsWith("basis ") && element.dataset.note ? `|${element.dataset.note}` : "";
  element.setAttribute("data-busy", "");
  act("toggle_preference", { key: "why", value: element.dataset.why + note });
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

// a link to a page may also name a tab of it, where on a phone it lies, and what takes the focus there
function openPage(way) {
  const { page: number, look, then, view } = way.dataset;
  setView((narrow.matches && view) || "result");
  for (const open of document.querySelectorAll(":popover-open")) open.hidePopover();
  leaveStage(false);
  showPart("");
  if (then) aim(then);
  if (way.hasAttribute("data-control")) closeDrawers();
  if (look) for (const one of [JSON.parse(look)].flat()) act("set_preference", one);
  if (!goTo(number) && !look) bringIntoView();
}

// a control among the choices that an arithmetic names: in reach on every page; on a phone the choices are shown for it
function aimAtChoice(ids) {
  if (narrow.matches) {
    closeDrawers();
    setView("decide");
  }
  aim(ids);
  bringIntoView();
}

function closeDrawers() {
  for (const close of document.querySelectorAll("[data-close]")) close.click();
}

// the menu of the app, never seen, is what changes pages; the answer is no where the page is shown already
function goTo(number) {
  const links = [...document.querySelectorAll(".menu a")];
  const here = links.find((link) => link.hasAttribute("aria-current"));
  if (here?.dataset.page === number) return false;
  here?.removeAttribute("aria-current");
  links.find((link) => link.dataset.page === number)?.setAttribute("aria-current", "page");
  document.querySelectorAll(".st-key-pages a")[Number(number)]?.click();
  return true;
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
  if (!field.matches("[inputmode], [data-final]")) field._typing = setTimeout(() => commit(field, true), TYPING_PAUSE);
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
  if (["Delete", "Backspace"].includes(event.key) && radio.closest("[data-takes-back]")) {
    event.preventDefault();
    return act(radio.dataset.do, { ...argumentsOf(radio), value: null });
  }
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

// Ctrl and Enter: done here; what was being typed is taken, and the path goes on
function takeNextStep() {
  if (document.activeElement?.matches("input, textarea")) document.activeElement.blur();
  if (isStageOpen()) goOnward();
  else document.querySelector(".path .next")?.click();
}

window.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    if (isStageOpen()) leaveStage();
    else openStage("show");
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return takeNextStep();
  if (event.key === "Escape" && isStageOpen()) return leaveStage();
  if (isStageOpen() && onStageKey(event)) return;
  if (event.key === "Escape" && !document.querySelector(":popover-open")) [...document.querySelectorAll("[data-close]")].at(-1)?.click();
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input, textarea")) return;
  event.preventDefault();
  act(event.shiftKey ? "redo" : "undo", {});
});
