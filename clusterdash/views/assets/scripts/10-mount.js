// Mounting.
export function show(mount) {
  const { data, parentElement, setStateValue } = mount;
  const root = parentElement.querySelector(".view");
  if (!root || !data) return;
  if (state.root !== root) begin(root);
  state.send = () => setStateValue("events", state.queue.map((event) => ({ ...event, seen: state.version })));
  take(data);
  paintSoon();
}

function begin(root) {
  state.root = root;
  root.onclick = onClick;
  root.onkeydown = onKey;
  root.onchange = onChange;
  root.oninput = onInput;
  window.removeEventListener("pointerdown", onPress, true);
  for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, onRelease, true);
  window.addEventListener("pointerdown", onPress, true);
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, onRelease, true);
  if (!state.isWatching && location.hash.length > 1) aim(location.hash.slice(1));
  if (!state.isWatching) watch();
}

// what the server says: pieces that changed, which actions are done; an older message than the last one is nothing new
function take(data) {
  const isNew = state.sid !== data.sid;
  if (isNew) meetServer(data);
  else if (data.version <= state.version) return;
  state.data = data;
  if (data.skeleton !== undefined) state.skeleton = data.skeleton;
  for (const [code, html] of Object.entries(data.parts)) state.parts.set(code, html);
  Object.assign(state.facts, data.facts);
  const isComplete = state.skeleton && state.facts.code !== undefined;
  state.version = isComplete ? data.version : 0;
  const before = state.acknowledged;
  state.acknowledged = Math.max(before, data.ack);
  if (state.acknowledged > before) state.patience = UNCONFIRMED;
  state.queue = state.queue.filter((event) => event.id > state.acknowledged);
  if (!isComplete) act("resend", {});
  else if (isNew) greet(data);
  else if (state.queue.length && state.acknowledged > before) state.send();
  if (page.lang !== state.facts.lang) page.lang = state.facts.lang;
  if (page.dir !== state.facts.dir) page.dir = state.facts.dir;
  keepAddress();
  followRoom();
  // together with the address, so that the two agree; a draft that is still to be taken up is not written over
  const isKept = (state.facts.is_touched || state.facts.plan) && !isWall();
  if (isComplete && isKept && !state.queue.some((event) => event.name === "restore_draft")) keepDraft();
  if (!state.queue.length) keepJobs();
}

// a new sitting (first visit, or a server that has forgotten us)
function meetServer(data) {
  const isFirst = state.sid === null;
  state.sid = data.sid;
  Object.assign(state, { version: 0, skeleton: "", acknowledged: 0 });
  state.parts.clear();
  state.facts = {};
  leaveRoom();
  if (isFirst) state.queue = readStore("sessionStorage", QUEUE).filter((event) => event && typeof event.name === "string");
  writeStore("sessionStorage", QUEUE, null);
}

// the draft comes first, then what still waits
function greet(data) {
  const draft = data.is_fresh ? findDraft() : null;
  const first = draft
    ? [{ name: "restore_draft", text: draft.text, plan: draft.plan || "", is_reload: isReloaded(draft) }]
    : [];
  const jobs = data.is_fresh ? findJobs() : null;
  if (jobs) first.push({ name: "restore_jobs", text: jobs });
  if (data.is_fresh && !canStore()) first.push({ name: "storage_denied" });
  first.push(...resumeRoom());
  state.queue = [...first, ...state.queue].map((event, index) => ({ ...event, id: index + 1, sid: data.sid }));
  state.next = state.queue.length + 1;
  if (state.queue.length) state.send();
}
