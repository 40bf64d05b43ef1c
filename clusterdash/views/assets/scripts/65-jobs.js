// The table of jobs: sent beside the session, kept by this browser, one per tab.
const JOBS = "clusterdash.jobs";

async function sendUpload(file, name) {
  try {
    const answer = await fetch(new URL("/upload", window.location.origin), { method: "POST", body: file });
    if (!answer.ok) throw new Error(String(answer.status));
    act(name, { upload: (await answer.json()).upload, file: file.name });
  } catch {
    act(name, { error: true });
  }
}

// the latest table of this tab; where the browser has no room for it, the drafts of scenarios come first
function keepJobs() {
  const jobs = state.facts.jobs;
  if (jobs === undefined || state.keptJobs === jobs) return;
  state.keptJobs = jobs;
  const others = readStore("localStorage", JOBS).filter((one) => one && one.tab !== tabName()).slice(0, 1);
  const own = jobs ? [{ tab: tabName(), text: jobs }] : [];
  if (!writeStore("localStorage", JOBS, [...own, ...others]) && !writeStore("localStorage", JOBS, own)) {
    writeStore("localStorage", JOBS, null);
  }
}

function findJobs() {
  const kept = readStore("localStorage", JOBS).filter((one) => one && typeof one.text === "string");
  const found = kept.find((one) => one.tab === tabName()) || kept[0];
  return found ? found.text : null;
}

// what is pasted into a field for tables is read at once
document.addEventListener("paste", (event) => {
  const field = event.target.closest?.("textarea[data-paste]");
  if (field) setTimeout(() => commit(field), 0);
});

// a region is dragged to its place in the order of entry; the arrows do the same for keys and fingers
let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-drag]")?.dataset.drag ?? null;
});
document.addEventListener("dragover", (event) => {
  if (dragged !== null && event.target.closest?.("[data-drag]")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const before = event.target.closest?.("[data-drag]")?.dataset.drag;
  if (dragged === null || before === undefined) return;
  event.preventDefault();
  if (before !== dragged) act("place_region", { region: dragged, before });
  dragged = null;
});
