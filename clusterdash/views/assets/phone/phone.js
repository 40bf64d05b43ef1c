// The page of a phone: one question a screen, saved as one goes, kept while the server is out of reach.
"use strict";
(() => {
  const body = document.body;
  const page = JSON.parse(document.getElementById("page-data").textContent);
  const words = page.words;
  const code = page.code;
  const KEY = "clusterdash.room." + code;
  const DEVICE = "clusterdash.device";
  const TABLES = ["ratings", "guesses", "answers", "words"];
  const api = page.api;
  const $ = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  let room = null; // what the server said last
  let timer = 0; // of the next question to the server
  let sending = false;
  let failed = 0;
  let now = 0; // the screen that is shown
  let store = true;

  // --- what this phone keeps --------------------------------------------------------------------------------------
  function read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      store = false;
      return null;
    }
  }

  function write(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      store = false;
    }
  }

  // a token of this device's own: in the personal link, in the storage, in a cookie for 30 days; else a new one
  function findDevice() {
    const isToken = (text) => /^[!-~]{16,64}$/.test(text || "");
    const link = new URLSearchParams(location.hash.slice(1)).get("d");
    const cookie = document.cookie.split("; ").find((one) => one.startsWith("clusterdash-device="));
    let token = [link, read(DEVICE), cookie && cookie.split("=")[1]].find(isToken);
    if (!token) token = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
    if (link) history.replaceState(null, "", location.pathname + location.search);
    write(DEVICE, token);
    document.cookie = "clusterdash-device=" + token + "; path=/; max-age=2592000; samesite=lax";
    return token;
  }

  const device = findDevice();
  const blank = () => ({ revision: 0, saved: 0, epoch: null, group: null, seen: {}, ratings: {}, guesses: {}, answers: {}, words: {} });
  let mine = blank();
  let isKnown = false;
  try {
    const kept = JSON.parse(read(KEY) || "null");
    if (kept && kept.device === device) {
      mine = { ...blank(), ...kept };
      isKnown = true;
    }
  } catch {
    /* what cannot be read is as if it were not there */
  }

  function keep() {
    write(KEY, JSON.stringify({ ...mine, device }));
  }

  // --- sending ----------------------------------------------------------------------------------------------------
  function change() {
    mine.revision += 1;
    keep();
    count();
    say("saving");
    send();
  }

  async function send() {
    if (sending || mine.saved >= mine.revision) return;
    sending = true;
    const sent = mine.revision;
    const epoch = mine.epoch === null ? {} : { epoch: mine.epoch };
    const ballot = { device, group: mine.group, revision: sent, ratings: mine.ratings, ...epoch };
    for (const name of ["guesses", "answers", "words"]) if (Object.keys(mine[name]).length) ballot[name] = mine[name];
    let answer = null;
    try {
      answer = await fetch(api + "/ballot", {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(ballot),
        signal: limit(8000),
      });
    } catch {
      /* out of reach */
    }
    sending = false;
    const told = answer && (await answer.json().catch(() => ({})));
    if (answer && answer.status === 200) {
      mine.saved = sent;
      failed = 0;
      keep();
      if (mine.saved >= mine.revision) say(sent > 1 ? "saved" : "");
      return send();
    }
    if (answer && answer.status === 409 && told.accepted_revision !== undefined) {
      mine.revision = told.accepted_revision + 1; // this device on another screen: the last one to speak counts
      return send();
    }
    if (answer && answer.status === 409) return ask();
    if (answer && answer.status === 410) {
      mine.saved = mine.revision;
      mine.isLate = hasAnswers();
      keep();
      if (mine.isLate) say("late");
      return ask();
    }
    if (answer && answer.status === 404) return say("over");
    if (answer && [400, 413].includes(answer.status)) return say("refused");
    failed += 1;
    say(answer ? "busy" : "away");
    setTimeout(send, Math.min(8000, 700 * 2 ** Math.min(failed, 4)) * (0.7 + 0.6 * Math.random()));
  }

  function hasAnswers() {
    return mine.group !== null || TABLES.some((table) => Object.keys(mine[table]).length);
  }

  function limit(milliseconds) {
    return AbortSignal.timeout ? AbortSignal.timeout(milliseconds) : undefined;
  }

  // --- asking -----------------------------------------------------------------------------------------------------
  async function ask() {
    clearTimeout(timer);
    let wait = 3000;
    try {
      const answer = await fetch(api, { cache: "no-cache", signal: limit(8000) });
      if (answer.status === 200) {
        const told = await answer.json();
        wait = told.next_poll_ms;
        take(told);
        if (mine.saved >= mine.revision && ["away", "busy"].includes(body.dataset.told)) say("back");
        send();
      } else if (answer.status === 404) {
        say("over");
        wait = 15000;
      } else say("busy");
    } catch {
      say("away");
    }
    clearTimeout(timer);
    timer = setTimeout(ask, wait * (0.8 + 0.4 * Math.random()));
  }

  function take(told) {
    const before = room;
    room = told;
    const names = told.questions.map((one) => one.code).join(" ");
    if (names !== page.questions) return location.reload();
    if (mine.isLate && told.status === "open") {
      mine.isLate = false;
      change();
    }
    if (mine.epoch !== null && mine.epoch !== told.epoch) {
      mine = blank();
      fill();
      say("anew");
      mine.epoch = told.epoch;
      mine.seen = told.resets;
      change();
    }
    mine.epoch = told.epoch;
    forgetReset(told.resets);
    keep();
    body.dataset.status = told.status;
    for (const one of all("input, .clear")) if (!one.closest("#door")) one.disabled = told.status !== "open";
    for (const one of all(".guess")) one.hidden = !told.predict;
    if (before && before.status !== told.status) say(told.status === "open" ? (told.round > 1 ? "again" : "opened") : told.status);
    else if (!before && told.status !== "open") say(told.status);
    $("rehearsal").hidden = !told.rehearsal;
    if (told.step && (!before || before.step !== told.step)) show(screens.findIndex((one) => one.dataset.name === told.step));
    if (told.status === "revealed" && (!before || before.revision !== told.revision)) drawResults(told.results);
    $("results").hidden = told.status !== "revealed";
    if (told.status === "revealed" && (!before || before.status !== "revealed")) show(screens.length - 1);
  }

  // a question that was emptied is asked anew; what was emptied before this phone came is nothing new
  function forgetReset(resets) {
    for (const [name, number] of Object.entries(resets)) {
      if (mine.seen[name] === number) continue;
      const had = TABLES.some((table) => name in mine[table]);
      mine.seen[name] = number;
      if (!had || !mine.saved) continue;
      for (const table of TABLES) delete mine[table][name];
      fill();
      change();
      say("reset");
      show(screens.findIndex((one) => one.dataset.name === name));
    }
  }

  // --- telling ----------------------------------------------------------------------------------------------------
  // what is asked of people stays until they do something; that something was saved does not cover it
  const LASTING = ["anew", "reset", "again"];
  const PASSING = ["", "saving", "saved", "back", "opened"];
  function say(what) {
    if (LASTING.includes(body.dataset.told) && PASSING.includes(what)) return;
    body.dataset.told = what;
    $("told").textContent = (words[what] || "") + (store ? "" : " " + words.unkept);
  }

  // --- building: the scale is sent once and stands on every screen of a mechanism ---------------------------------
  for (const screen of all(".screen[data-name]")) {
    const name = screen.dataset.name;
    if (screen.dataset.kind === "mechanism") screen.append($("scale").content.cloneNode(true));
    screen.append($("clear").content.cloneNode(true));
    screen.querySelector("fieldset").setAttribute("aria-labelledby", screen.querySelector("h1").id);
    for (const input of all("input, .clear", screen)) {
      input.dataset.name = name;
      if (input.type === "radio" && !input.name.includes("-")) input.name += "-" + name;
    }
    const link = document.createElement("button");
    link.type = "button";
    link.dataset.go = link.dataset.name = name;
    link.textContent = screen.dataset.title || screen.querySelector("h1").textContent;
    const item = document.createElement("li");
    item.append(link);
    $("list").append(item);
  }

  // --- screens ----------------------------------------------------------------------------------------------------
  const screens = all(".screen");

  function show(place, focus = true) {
    if (place < 0) return;
    now = Math.min(screens.length - 1, place);
    screens.forEach((screen, index) => (screen.hidden = index !== now));
    $("back").disabled = now === 0;
    $("next").hidden = now === screens.length - 1;
    mine.at = now;
    keep();
    window.scrollTo(0, 0);
    if (focus) all("h1", screens[now]).find((one) => !one.closest("#results[hidden]")).focus({ preventScroll: true });
    count();
  }

  function count() {
    const done = screens.filter((one) => one.dataset.name && (one.dataset.name in mine.ratings || one.dataset.name in mine.answers));
    const asked = screens.filter((one) => one.dataset.name);
    $("count").textContent = words.count.replace("{done}", done.length).replace("{all}", asked.length);
    for (const link of all("#list button")) link.classList.toggle("done", done.some((one) => one.dataset.name === link.dataset.name));
  }

  // fields show what this phone holds
  function fill() {
    for (const input of all("input[data-table]")) {
      const { table, name } = input.dataset;
      const held = table === "group" ? mine.group || "" : mine[table][name];
      if (input.type === "radio") input.checked = held !== undefined && String(held) === input.value;
      else input.value = held || "";
    }
    count();
  }

  document.addEventListener("change", (event) => {
    const input = event.target;
    const { table, name } = input.dataset;
    if (!table) return;
    body.dataset.told = "";
    if (table === "group") mine.group = input.value || null;
    else if (table === "words") {
      if (input.value.trim()) mine.words[name] = input.value.trim();
      else delete mine.words[name];
    } else mine[table][name] = table === "answers" ? input.value : Number(input.value);
    change();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "back") show(now - 1);
    if (button.id === "next") show(now + 1);
    if (button.dataset.go) show(screens.findIndex((one) => one.dataset.name === button.dataset.name));
    if (button.classList.contains("clear")) {
      for (const table of TABLES) delete mine[table][button.dataset.name];
      fill();
      change();
    }
  });

  // --- results ----------------------------------------------------------------------------------------------------
  function drawResults(results) {
    const list = $("results-list");
    list.replaceChildren();
    for (const screen of screens) {
      const told = results.mechanisms[screen.dataset.name];
      if (!told || !told.voters) continue;
      const item = document.createElement("li");
      const head = document.createElement("h2");
      head.textContent = screen.dataset.title;
      item.append(head);
      const labels = all("label b", screen).map((one) => one.textContent);
      told.counts.forEach((number, level) => item.append(drawBar(labels[level], number, told.voters, level === told.median)));
      const line = document.createElement("p");
      const mood = told.agreement >= 0.75 ? words.agreed : told.agreement < 0.5 ? words.split : words.mixed;
      line.textContent = words.middle.replace("{level}", labels[told.median]) + " " + mood;
      if (told.moved) line.textContent += " " + (told.moved > 0 ? words.up : words.down);
      item.append(line);
      list.append(item);
    }
  }

  function drawBar(label, number, voters, isMiddle) {
    const row = document.createElement("div");
    row.className = isMiddle ? "bar middle" : "bar";
    const name = document.createElement("span");
    name.textContent = label;
    const track = document.createElement("span");
    track.className = "track";
    const fill = document.createElement("i");
    fill.style.inlineSize = (100 * number) / voters + "%";
    track.append(fill);
    const figure = document.createElement("b");
    figure.textContent = number;
    row.append(name, track, figure);
    return row;
  }

  // --- the beginning ----------------------------------------------------------------------------------------------
  // a phone that has lost its storage, or comes by its personal link, gets its own answers back first
  async function begin() {
    if (!isKnown) {
      try {
        const answer = await fetch(api + "/ballot", { headers: { authorization: "Device " + device }, signal: limit(8000) });
        const told = answer.status === 200 ? await answer.json() : null;
        if (told && told.revision) mine = { ...mine, ...told, saved: told.revision };
        if (!answer.ok && answer.status !== 404) throw new Error(String(answer.status));
      } catch {
        say("away");
        return setTimeout(begin, 2500);
      }
    }
    if (!mine.revision) mine.revision = 1; // an empty ballot: this phone is in
    fill();
    ask();
  }

  $("link").value = location.origin + location.pathname + "#d=" + device;
  $("link").addEventListener("focus", () => $("link").select());
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
  window.addEventListener("online", ask);
  window.addEventListener("pagehide", keep);
  fill();
  show(mine.at || 0, false);
  body.classList.add("ready");
  begin();
})();
