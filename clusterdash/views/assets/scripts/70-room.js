// The live room: who leads it and the wall listen to what happens in it; the key stays in this browser.
const ROOM = "clusterdash.room";
let stream = null;
let heard = null;

function readRoom() {
  try {
    return JSON.parse(state.facts.room || "null");
  } catch {
    return null;
  }
}

// by the address: it holds also while the server is gone
function isWall() {
  return new URLSearchParams(window.location.search).get("view") === "wall";
}

// called with every message of the server: listen to the room that it names, and keep its key in this browser
function followRoom() {
  const room = readRoom();
  const name = room ? room.code + (room.wall ? " wall" : "") : "";
  if (heard === name) return;
  const was = heard;
  leaveRoom();
  heard = name;
  if (room) listenTo(room);
  if (room && !room.wall) writeStore("localStorage", ROOM, [{ code: room.code, key: room.key }]);
  else if (was) writeStore("localStorage", ROOM, null); // left or deleted by who leads
}

// a new sitting knows nothing of the room yet; that is no reason to forget it
function leaveRoom() {
  stream?.close();
  stream = null;
  heard = null;
}

function listenTo(room) {
  stream = new EventSource(`/api/rooms/${room.code}/events`);
  let revision = null;
  stream.addEventListener("room", (event) => {
    const told = JSON.parse(event.data);
    const isNews = revision !== null && told.revision !== revision;
    revision = told.revision;
    if (isNews || room.wall) tellRoomChanged();
  });
  stream.addEventListener("gone", () => {
    stream?.close();
    tellRoomChanged();
  });
}

// one message on its way is enough, and none while the page of who leads shows something else
function tellRoomChanged() {
  const isShown = isWall() || document.getElementById("page-workshop");
  if (isShown && !state.queue.some((event) => event.name === "room_changed")) act("room_changed", {});
}

// what a new sitting is told first: the leader's link, or the room that this browser has kept
function resumeRoom() {
  if (readRoom()) return [];
  const key = new URLSearchParams(window.location.hash.slice(1)).get("key");
  const code = new URLSearchParams(window.location.search).get("room");
  if (key && code) {
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    return [{ name: "enter_workshop", code, key }];
  }
  const [kept] = readStore("localStorage", ROOM);
  return kept && kept.code && kept.key ? [{ name: "resume_workshop", code: kept.code, key: kept.key }] : [];
}

function enterRoom() {
  act("enter_workshop", {
    code: document.getElementById("enter-code").value,
    key: document.getElementById("enter-key").value,
  });
}

async function exportRoom() {
  const room = readRoom();
  if (!room) return;
  const answer = await fetch(`/api/rooms/${room.code}/export.json`, { headers: { authorization: `Bearer ${room.key}` } });
  if (answer.ok) download(`clusterdash-room-${room.code}.json`, await answer.text());
}

// the slide that who leads has stepped to goes to the wall, and to the phones where they are in step
let toldSlide = null;
function tellSlide(slide) {
  const room = readRoom();
  if (!room || room.wall || !slide || slide === toldSlide) return;
  toldSlide = slide;
  act("follow_slide", { slide });
}
