// Links and files to take away.
LOCAL.copy = async (button) => {
  const { path } = button.dataset;
  const text = path ? new URL(path, window.location.origin).href : button.dataset.text;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // over plain HTTP the clipboard is closed to scripts: mark the text, so that one key copies it
    const field = document.createElement("textarea");
    field.value = text;
    button.after(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(button, button.dataset.done);
};

LOCAL.make = async (button) => {
  if (button.getAttribute("aria-disabled") === "true") return;
  const { kind, ending, making, made, votes } = button.dataset;
  const language = document.getElementById("made-in").value;
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  button.setAttribute("aria-disabled", "true");
  say(button, making, false);
  try {
    const address = new URL(`${button.dataset.address || `/api/export/${kind}`}?lang=${language}&on=${day}`, window.location.origin);
    const headers = { "content-type": "application/json" };
    const answer = await fetch(address, { method: "POST", headers, body: "beside" in button.dataset ? wishOfAll() : wishOf(votes) });
    if (!answer.ok) throw new Error(await readRefusal(answer));
    saveBytes(state.facts.file_name.replace(/\.json$/, `-${kind}${ending}`), await answer.blob());
    say(button, made);
  } catch (error) {
    say(button, error.message || button.dataset.failed);
  } finally {
    button.removeAttribute("aria-disabled");
  }
};

// the scenario, and with it the table of jobs or the totals of the room, where there are some
function wishOf(votes) {
  const { draft, jobs } = state.facts;
  return jobs || votes ? JSON.stringify({ scenario: draft, jobs: jobs || "", votes: votes || "" }) : draft;
}

// all plans that stand side by side, under their letters
function wishOfAll() {
  const { here, plans } = JSON.parse(state.facts.beside);
  return JSON.stringify({ plans: { ...plans, [here]: state.facts.draft } });
}

async function readRefusal(answer) {
  try {
    const told = await answer.json();
    return [told.error, ...(told.problems || []).map((problem) => problem.text)].filter(Boolean).join(" ");
  } catch {
    return "";
  }
}

function saveBytes(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// what a button has to say stands beside it, is read aloud, and goes again
function say(button, text, goes = true) {
  let told = button.nextElementSibling;
  if (!told?.matches(".told")) {
    told = document.createElement("span");
    told.className = "told";
    button.after(told);
  }
  told.textContent = text;
  const status = document.getElementById("made-status");
  if (status) status.textContent = text;
  clearTimeout(told._gone);
  if (goes) told._gone = setTimeout(() => told.remove(), 8000);
}
