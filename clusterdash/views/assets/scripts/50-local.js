// What the browser does alone.
const OPENER = "input[data-do=open_file]";
const LOCAL = {
  print: () => window.print(),
  save: () => saveFile(),
  decide: () => setView("decide"),
  result: () => setView("result"),
  enter: () => enterRoom(),
  exportRoom: () => exportRoom(),
  jump: (element) => jumpTo(document.querySelector(element.dataset.target)),
  commit: (element) => commit(document.getElementById(element.dataset.field)),
  tables: () => takeTables(),
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

// a page in several views shows one of them at a time on a phone; "" is the first one
function jumpTo(target) {
  if (target && narrow.matches && target.matches(".view-part")) showPart(target.id);
  target?.scrollIntoView({ block: "start" });
}

function showPart(id) {
  page.dataset.part = id;
  markPart();
}

function markPart() {
  const parts = document.querySelectorAll(".views [data-target]");
  const shown = [...parts].find((one) => one.dataset.target === `#${page.dataset.part}`) || parts[0];
  for (const one of parts) {
    if (narrow.matches && one === shown) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  for (const one of parts) document.querySelector(one.dataset.target)?.toggleAttribute("data-shown", one === shown);
}

// what is asked for may lie in a view that is not shown, or in something folded
function unfold(wanted) {
  const part = wanted.closest(".view-part");
  if (part) showPart(part.id);
  for (let fold = wanted.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
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

// the tables of the page as they are seen: sorted, filtered, in the language of the screen
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?[\d.,\s\u202f%]+$/;

function takeTables() {
  const tables = [...document.querySelectorAll(".page-frame .page table")].filter((one) => one.offsetParent);
  const name = state.facts.file_name.replace(/\.json$/, "");
  download(`${name}-${location.pathname.slice(1) || "overview"}.csv`, "\ufeff" + tables.map(writeTable).join("\r\n\r\n"), "text/csv");
}

function writeTable(table) {
  const name = table.caption?.innerText || table.getAttribute("aria-label") || findHeading(table);
  const rows = [...table.rows].map((row) => [...row.cells].flatMap(readCells));
  return [[name], ...rows].map((cells) => cells.map(quoteCell).join(",")).join("\r\n");
}

function findHeading(table) {
  const part = table.closest("section, details, [data-part]") || table.closest(".page");
  return part?.querySelector("h1, h2, h3, summary")?.innerText || document.querySelector(".page h1")?.innerText || "";
}

function readCells(cell) {
  const field = cell.querySelector("input, select");
  const text = field ? (field.selectedOptions?.[0]?.text ?? field.value) : cell.innerText;
  return [text, ...Array(cell.colSpan - 1).fill("")];
}

function quoteCell(text) {
  const plain = text.replace(/\s+/g, " ").trim();
  const safe = FORMULA.test(plain) && !NUMBER.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}
