// Address and draft.
function withCode(address) {
  const whole = new URL(address, window.location.href);
  if (whole.origin !== window.location.origin || state.facts.code === undefined || isWall()) return whole;
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

// one draft per tab, the latest first; where the browser has no room, the oldest goes. Each knows the addresses that it
// had lately: a page that is loaded anew at once may still stand under the one before
function keepDraft() {
  const { code, draft, plan } = state.facts;
  if (state.keptDraft === draft + plan) return;
  const tab = tabName();
  const known = readDrafts();
  const last = known.find((one) => one.tab === tab);
  const before = last ? [last.code, ...(Array.isArray(last.before) ? last.before : [])].slice(0, CODES_BEFORE) : [];
  const drafts = [{ tab, code, before, text: draft, plan }, ...known.filter((one) => one.tab !== tab)];
  for (let count = Math.min(drafts.length, DRAFT_LIMIT); count > 0; count--) {
    if (writeStore("localStorage", DRAFTS, drafts.slice(0, count))) return void (state.keptDraft = draft + plan);
  }
}

function findDraft() {
  const drafts = readDrafts();
  const own = drafts.find((one) => one.tab === tabName());
  const draft = own || drafts.find((one) => one.code === state.facts.code) || drafts[0];
  const isNews = draft && (draft.text !== state.facts.draft || (draft.plan || "") !== state.facts.plan);
  return isNews ? draft : null;
}

// a draft of this very tab whose address was this one a moment ago, and the page was only loaded anew
function isReloaded(draft) {
  const [way] = performance.getEntriesByType("navigation");
  return way?.type === "reload" && draft.tab === tabName() && Array.isArray(draft.before) && draft.before.includes(state.facts.code);
}

// a page that is left takes what is not yet confirmed with it, also a text that was still being typed
function keepQueue() {
  const field = document.activeElement;
  if (field?._isTyped && field.matches?.("[data-do]")) commit(field, true);
  if (state.queue.length) writeStore("sessionStorage", QUEUE, state.queue);
  else writeStore("sessionStorage", QUEUE, null);
}
