// The timer of the run sheet: seen on every page and on the wall; it outlives a reload.
const TIMER = "clusterdash.timer";
let timer = readStore("sessionStorage", TIMER)[0] || null;

function startTimer(element) {
  timer = { name: element.dataset.name, until: Date.now() + Number(element.dataset.minutes) * 60000 };
  writeStore("sessionStorage", TIMER, [timer]);
  showTimer();
}

function stopTimer() {
  timer = null;
  writeStore("sessionStorage", TIMER, null);
  showTimer();
}

function showTimer() {
  const shown = document.getElementById("timer");
  if (!shown) return;
  shown.hidden = !timer;
  if (!timer) return;
  const left = Math.round((timer.until - Date.now()) / 1000);
  const clock = `${left < 0 ? "−" : ""}${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
  shown.querySelector(".timer-name").textContent = timer.name;
  shown.querySelector(".timer-left").textContent = clock;
  shown.toggleAttribute("data-over", left < 0);
}

setInterval(showTimer, 1000);
