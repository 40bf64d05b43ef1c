// The marks of basis open: one by a tap, all of a page by a button that the keyboard reaches.
function listNotes(marks) {
  const seen = new Set();
  const lines = [];
  for (const mark of marks) {
    const note = mark.title === mark.textContent ? "" : mark.title;
    const key = mark.textContent + note;
    if (seen.has(key)) continue;
    seen.add(key);
    lines.push([mark.textContent, note]);
  }
  return lines;
}

function showNotes(marks) {
  const sheet = document.getElementById("note");
  if (!sheet) return;
  const items = listNotes(marks).map(([name, note]) => {
    const item = document.createElement("li");
    const strong = document.createElement("b");
    strong.textContent = name;
    item.append(strong, note ? `: ${note}` : "");
    return item;
  });
  sheet.querySelector(".note-lines").replaceChildren(...items);
  if (!sheet.matches(":popover-open")) sheet.showPopover();
}

function showPageNotes() {
  const marks = [...document.querySelectorAll(".page-frame .basis")];
  showNotes(marks.filter((mark) => mark.checkVisibility()));
}
