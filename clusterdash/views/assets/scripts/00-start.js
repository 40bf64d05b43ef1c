// The script behind the screen: update in place, send actions, keep the draft, keep the address in step.
// Actions wait in a queue until the server has confirmed them, so that rapid clicks lose none.
import morphdom from "./vendor/morphdom.js";

const DRAFTS = "clusterdash.drafts";
const QUEUE = "clusterdash.queue";
const DRAFT_LIMIT = 12;
const CODES_BEFORE = 5; // so many addresses a draft remembers
const FILE_LIMIT = 2000000;
const SETTLE_AFTER_UP = 80; // a click follows the finger's release within this time (ms)
const LONGEST_PRESS = 2000;
const QUIET = 1000; // after a choice that cannot be repeated, its neighbours hold still for this time (ms)
const PAUSE = 400;
const TYPING_PAUSE = 1200;
const UNCONFIRMED = 4000; // so long an action may stay unconfirmed before it is sent again (ms); doubled each time
const LONGEST_UNCONFIRMED = 60000;
const page = document.documentElement;
const state = {
  sid: null, queue: [], next: 1, acknowledged: 0, send: null, data: null,
  version: 0, skeleton: "", parts: new Map(), facts: {}, root: null,
  isPressed: false, isDue: false, quiet: new Map(), drawers: new Map(), slug: null, wait: PAUSE, patience: UNCONFIRMED,
};
