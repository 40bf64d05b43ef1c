// All marks of basis of a page with their notes, by one button that the keyboard and a finger reach.
function listNotes(marks) {
  const seen = new Set();
  const lines = [];
  for (const mark of marks) {
    const note = mark.dataset.note || "";
    const key = mark.textContent + note;
    if (seen.has(key)) continue;
    seen.add(key);
    lines.push([mark.textContent, note]);
  }
  return lines;
}

function showPageNotes() {
  const marks = [...document.querySelectorAll(".page-frame .basis")].filter((mark) => mark.checkVisibility());
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
