// The live desk in a page of the site: follows what the server tells, and shows an episode's sentences.
import { keepNote, keptNote } from "./note.js";
import { keepPlace, restorePlace } from "./place.js";
import { Sentences, make } from "./sentences.js";

const PREFIX = "/-/desk";
const STORED = "ninety desk token"; // kept by the browser for this address and port alone
const shown = document.querySelector("meta[name=desk]").content; // what the page was made from

const status = make("p", { className: "desk-status" });
status.setAttribute("role", "status");
const now = make("button", { type: "button", className: "desk-small", textContent: "Load it now", hidden: true });
const faults = make("ul", { className: "desk-faults" });
const alert = make("div", {}, faults);
alert.setAttribute("role", "alert");
const warnings = make("details", { className: "desk-warnings", hidden: true });
const strip = make("section", { className: "desk-strip" }, make("div", { className: "desk-now" }, status, now), alert, warnings);
strip.setAttribute("aria-label", "Desk");
document.body.prepend(strip);

let state;
let source;
let sentences;
let words; // the state of the files that the sentences are from
let player; // the site's own, where the page has one
let waking; // what wakes the page when a note has been read

function token() {
  const given = /^#desk=([\w-]+)$/.exec(location.hash);
  if (given) {
    localStorage.setItem(STORED, given[1]);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return localStorage.getItem(STORED);
}

const address = (path) => `${PREFIX}/at/${token()}/${path}`;

// Ask the server to do something; gives what it tells, or throws what it refuses.
async function ask(path, body) {
  const answer = await fetch(address(path), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status === 404) throw new Error("this desk has ended; open the address that the terminal shows");
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.what);
  return told;
}

function say(text, kind = "") {
  status.textContent = text;
  strip.dataset.kind = kind;
}

// Say that something was done; the next event comes within a moment.
function note(text) {
  keepNote(text);
  sum();
}

// Say how things stand; what was done a moment ago stays, with the sign of how they stand.
function sum() {
  const [text, kind] = summary();
  const kept = keptNote();
  status.textContent = kept?.text ?? text;
  strip.dataset.kind = kind;
  clearTimeout(waking);
  if (kept) waking = setTimeout(() => { if (source.readyState === EventSource.OPEN) follow(); }, kept.left);
}

async function edit(file, line) {
  try {
    const { place, opened } = await ask("edit", { file, line: String(line) });
    if (opened) {
      say(`Opened in your editor: ${file}:${line}`);
      return;
    }
    const copied = await navigator.clipboard?.writeText(place).then(() => true, () => false);
    say(`${place}${copied ? " (copied)" : ""} — set $VISUAL to an editor with a window, and it opens there`);
  } catch (error) {
    say(`Not opened: ${error.message}`, "bad");
  }
}

function faultItem(fault) {
  const item = make("li", {}, make("p", { textContent: fault.what }));
  if (fault.file) {
    const place = fault.line ? `${fault.file}:${fault.line}` : fault.file;
    const open = make("button", { type: "button", className: "desk-small", textContent: "edit" });
    open.setAttribute("aria-label", `Edit ${place}`);
    open.onclick = () => edit(fault.file, fault.line ?? 1);
    item.prepend(make("p", { className: "desk-where" }, make("code", { textContent: place }), open));
  }
  if (fault.remedy) item.append(make("p", { className: "desk-remedy", textContent: fault.remedy }));
  return item;
}

function showFaults() {
  const told = JSON.stringify(state.faults);
  if (faults.dataset.told === told) return; // so that it is not read out again
  faults.dataset.told = told;
  faults.replaceChildren(...state.faults.map(faultItem));
}

function showWarnings() {
  const told = JSON.stringify(state.warnings);
  warnings.hidden = !state.warnings.length;
  if (warnings.dataset.told === told) return;
  warnings.dataset.told = told;
  const count = state.warnings.length === 1 ? "1 warning" : `${state.warnings.length} warnings`;
  warnings.replaceChildren(make("summary", { textContent: `${count} of the last build` }), make("ul", {}, ...state.warnings.map(faultItem)));
}

function summary() {
  if (state.work) return [`${state.work}…`, "busy"];
  if (state.faults.length === 1) return ["1 error: what was made last stays until it is mended", "bad"];
  if (state.faults.length) return [`${state.faults.length} errors: what was made last stays until they are mended`, "bad"];
  return ["Everything is built as it is written", "good"];
}

// What a page that loads itself would break off.
const busy = () => sentences?.busy || player?.playing;

function reload() {
  keepPlace(sentences);
  location.reload();
}

function follow() {
  sum();
  showFaults();
  showWarnings();
  const isOld = state.made !== shown;
  now.hidden = !(isOld && busy());
  if (isOld && !busy()) {
    reload();
  } else if (isOld && !keptNote()) {
    say("The page is newer than this: it loads when what plays, or what you write, is done", "busy");
  }
  if (words !== state.words) refresh();
}

async function refresh() {
  const slug = document.querySelector("article[data-slug]")?.dataset.slug;
  words = state.words;
  if (!slug) return;
  const answer = await fetch(address(`episode/${slug}`)).catch(() => undefined);
  if (!answer?.ok) return;
  const told = await answer.json();
  if (document.documentElement.classList.contains("blank")) document.title = document.querySelector("h1").textContent = told.title;
  if (!sentences?.section.isConnected) mount();
  sentences.show(told);
  restorePlace(sentences);
}

// Give the page shown its sentences; with the site's own links pages change without being loaded.
function mount() {
  const reading = document.querySelector("article[data-slug] .reading");
  if (!reading) return;
  sentences = new Sentences({ address, ask, edit, say, note, quiet: () => player?.pause(), done: () => state && follow() });
  const lead = reading.querySelector(".lead");
  if (lead) lead.after(sentences.section);
  else reading.prepend(sentences.section);
}

function connect() {
  source?.close();
  if (!token()) {
    say("To work here, open the address that `ninety serve --watch` shows in the terminal", "bad");
    return;
  }
  source = new EventSource(address("events"));
  source.onmessage = ({ data }) => {
    state = JSON.parse(data);
    follow();
  };
  source.onerror = () => {
    const over = source.readyState === EventSource.CLOSED;
    say(over ? "This desk has ended; open the address that the terminal shows" : "`ninety serve --watch` does not answer: it may have ended", "bad");
  };
}

now.onclick = reload;
// A browser has six connections to a server: a page that nobody sees leaves its own to others.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) connect();
  else if (!sentences?.playsChanges) source?.close();
});
addEventListener("storage", ({ key }) => { if (key === STORED) connect(); });
new MutationObserver(() => {
  if (state && document.querySelector("article[data-slug]") && !sentences?.section.isConnected) refresh();
}).observe(document.body, { childList: true });
restorePlace();
connect();
if (document.querySelector("script[src*='assets/site.js']")) {
  const root = new URL(document.documentElement.dataset.root, location.href);
  ({ player } = await import(new URL("assets/player.js", root)));
  player.addEventListener("change", () => { if (state && !player.playing) follow(); });
}
