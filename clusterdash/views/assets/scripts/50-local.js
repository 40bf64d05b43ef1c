// What the browser does alone.
const OPENER = "input[data-do=open_file]";
const LOCAL = {
  print: () => window.print(),
  save: () => saveFile(),
  decide: () => setView("decide"),
  result: () => setView("result"),
  enter: () => enterRoom(),
  exportRoom: () => exportRoom(),
  jump: (element) => document.querySelector(element.dataset.target)?.scrollIntoView({ block: "start" }),
  commit: (element) => commit(document.getElementById(element.dataset.field)),
  take: (element) => download(element.dataset.name, element.dataset.text, "text/csv"),
  open: (element) => (element.parentElement.querySelector("input[type=file]") || document.querySelector(OPENER)).click(),
  notes: () => showPageNotes(),
  timer: (element) => startTimer(element),
  stopTimer: () => stopTimer(),
  leave: () => leaveStage(),
  next: () => moveStage(1),
  back: () => moveStage(-1),
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

function download(name, text, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function openFile(input) {
  const files = [...input.files];
  input.value = "";
  const name = input.dataset.do || "open_file";
  for (const file of files) {
    if (input.hasAttribute("data-upload")) sendUpload(file, name);
    // one character over the limit makes the server say what is wrong
    else act(name, { text: file.size > FILE_LIMIT ? " ".repeat(FILE_LIMIT + 1) : await encode(file, name) });
  }
}

async function encode(file, name) {
  if (name === "open_file") return file.text();
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
