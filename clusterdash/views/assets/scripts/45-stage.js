// The stage: one slide at a time over the whole screen. All slides of a deck are there; stepping needs no server.
const BEHIND = ".top, .path, .rail-frame, .page-frame, .st-key-cold_frame";
const stage = { deck: null, at: 0, opener: null, isFull: false };

function findStage() {
  return document.getElementById("stage");
}

function isStageOpen() {
  return stage.deck !== null;
}

function openStage(deck) {
  for (const open of document.querySelectorAll(":popover-open")) open.hidePopover();
  if (!isStageOpen()) stage.opener = document.activeElement;
  act("set_preference", { key: "stage", value: deck });
  if (!narrow.matches && !document.fullscreenElement) page.requestFullscreen?.().catch(() => {});
}

function leaveStage(mayFocus = true) {
  if (!isStageOpen()) return;
  act("set_preference", { key: "stage", value: null });
  stage.deck = null;
  stage.isLeaving = true;
  findStage()?.setAttribute("hidden", "");
  setBehind(false);
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  if (mayFocus && stage.opener?.isConnected) stage.opener.focus({ preventScroll: true });
}

// what the server shows: a deck that is new begins at its first slide, one that is gone gives the page back
function followStage() {
  const shown = findStage();
  if (!shown) {
    if (isStageOpen()) setBehind(false);
    stage.deck = null;
    stage.isLeaving = false;
    return;
  }
  if (stage.isLeaving && state.queue.length) return;
  stage.isLeaving = false;
  if (stage.deck !== shown.dataset.deck) {
    stage.deck = shown.dataset.deck;
    stage.at = Number(shown.dataset.first);
    setBehind(true);
    shown.focus({ preventScroll: true });
  }
  showSlide();
}

function setBehind(isBehind) {
  page.toggleAttribute("data-staged", isBehind);
  for (const part of document.querySelectorAll(BEHIND)) part.inert = isBehind;
}

function listSlots() {
  return [...(findStage()?.querySelectorAll(".slot") || [])];
}

function showSlide() {
  const slots = listSlots();
  const mirrored = document.getElementById("wall-slide")?.dataset.slide;
  if (mirrored) stage.at = slots.findIndex((slot) => slot.dataset.slide === mirrored);
  stage.at = Math.max(0, Math.min(stage.at, slots.length - 1));
  slots.forEach((slot, number) => (slot.hidden = number !== stage.at));
  const shown = findStage();
  shown.querySelector("#stage-at .at").textContent = String(stage.at + 1);
  shown.querySelector("#stage-at .sr").textContent = slots[stage.at]?.dataset.title || "";
  shown.querySelector("#stage-back").toggleAttribute("disabled", stage.at === 0);
  shown.querySelector("#stage-next").toggleAttribute("disabled", stage.at === slots.length - 1);
  tellSlide(slots[stage.at]?.dataset.slide);
}

function moveStage(by) {
  const before = stage.at;
  stage.at += by;
  showSlide();
  if (stage.at === before) return;
  const shown = findStage();
  shown.querySelector(".slides").scrollTo(0, 0);
  const onward = listSlots()[stage.at].querySelector("[data-onward]");
  (onward || shown).focus({ preventScroll: true });
}

// an answer is marked at once and the next slide comes; what the server says about it is painted when it comes
function stepOn(answer) {
  for (const other of answer.parentElement.querySelectorAll("[data-step]")) {
    if (other.hasAttribute("aria-pressed")) other.setAttribute("aria-pressed", String(other === answer));
  }
  const part = answer.closest("[data-part]");
  if (part) part._html = null;
  moveStage(1);
}

// the way on where the slide has one, else the next slide
function goOnward() {
  const onward = listSlots()[stage.at]?.querySelector("[data-onward]");
  if (onward) onward.click();
  else moveStage(1);
}

const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, Home: -999, End: 999 };
function onStageKey(event) {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return false;
  const turn = page.dir === "rtl" && event.key.startsWith("Arrow") ? -1 : 1;
  const isOnStage = event.target.matches("#stage, body") && (event.key === "Enter" || event.key === " ");
  const step = isOnStage ? 1 : STEPS[event.key] * turn;
  const answer = /^[0-9]$/.test(event.key) && listSlots()[stage.at]?.querySelector(`[data-key="${event.key}"]`);
  if (!step && !answer) return false;
  event.preventDefault();
  if (answer) answer.click();
  else if (isOnStage) goOnward();
  else moveStage(step);
  return true;
}

// full screen ends with Esc, which the browser keeps for itself
document.addEventListener("fullscreenchange", () => {
  const wasFull = stage.isFull;
  stage.isFull = Boolean(document.fullscreenElement);
  if (wasFull && !stage.isFull) leaveStage();
});
