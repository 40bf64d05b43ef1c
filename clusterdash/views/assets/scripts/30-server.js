// The server: gone and back.
function watchServer() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return void setTimeout(watchServer, 300);
  let isGone = false;
  let timer = 0;
  const look = () => {
    const isConnected = app.dataset.testConnectionState === "CONNECTED";
    clearTimeout(timer);
    if (!isConnected) timer = setTimeout(() => ((isGone = true), tellServer("gone")), 1500);
    else {
      if (isGone && isWall()) return window.location.reload();
      if (isGone) tellServer("");
      state.isBack = isGone && state.queue.length > 0;
      if (isGone || state.queue.length) runWhole();
      isGone = false;
    }
  };
  // Streamlit's own dialog speaks English and of the internet, and locks the page: it is closed as soon as it opens
  new MutationObserver(() => {
    if (app.dataset.testConnectionState === "CONNECTED") return;
    document.querySelector('[data-testid="stDialog"] button[aria-label="Close"]')?.click();
  }).observe(document.body, { childList: true });
  new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  // an action that nobody has confirmed for a while is sent again
  setInterval(() => {
    if (state.queue.length && state.send && app.dataset.testConnectionState === "CONNECTED" && Date.now() - state.sentAt > state.patience) {
      state.sentAt = Date.now();
      state.patience = Math.min(2 * state.patience, LONGEST_UNCONFIRMED); // a server that is busy is not asked ever again
      runWhole();
    }
  }, 2000);
}

// a server that has begun anew knows nothing of the screen: the whole app runs again, and a new sitting asks for the rest
function runWhole() {
  state.send?.();
  if (isWall()) return; // it has no menu; its address brings it back as a whole
  const here = document.querySelector(".menu a[aria-current]")?.dataset.page || 0;
  document.querySelectorAll(".st-key-pages a")[Number(here)]?.click();
}

function isConnected() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState === "CONNECTED";
}

function tellServer(what) {
  const line = document.getElementById("gone");
  if (!line) return;
  const words = JSON.parse(state.facts.words || "{}");
  line.textContent = words[what] || "";
  line.hidden = !what;
  line.dataset.kind = what;
  if (what === "back") setTimeout(() => line.dataset.kind === "back" && tellServer(""), 4000);
}
