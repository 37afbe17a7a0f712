// Search over titles, summaries and transcripts; loaded with its index when somebody first asks.
import { base, make } from "./store.js";

const MOST = 30;
const WEIGHTS = [8, 4, 2.5, 2, 1]; // title, subtitle, summary, topics, transcript
const FIELDS = [1, 2, 3, 4, 6]; // their places in a row of the index
const SLUG = 0, TITLE = 1, SUBTITLE = 2, SUMMARY = 3, TRANSCRIPT = 6;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u; // scripts that set no blanks between words

// Letters without case and accents, at the same places as in the text.
export function fold(text) {
  return [...text].map((sign) => {
    const bare = sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase() || sign;
    return bare.length === sign.length ? bare : sign;
  }).join("").replace(/[’‘]/g, "'");
}

// The words asked for, each as a pattern that fits where a word begins; «tokens» finds «token» too.
export function patterns(query) {
  const terms = [...new Set(fold(query).match(/[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*/gu) ?? [])];
  return terms.map((term) => {
    const stem = /^[a-z]{4,}s$/.test(term) && !term.endsWith("ss") ? term.slice(0, -1) : term;
    const begin = UNSPACED.test(term) ? "" : "(?<![\\p{L}\\p{N}])";
    return new RegExp(begin + stem.replace(/[.\-']/g, "\\$&"), "gu");
  });
}

// The rows that hold every word asked for, or as many as can be had, the best first.
export function rank(rows, query) {
  const asked = patterns(query);
  if (!asked.length) return [];
  const counts = rows.map(({ folded }) => asked.map((pattern) => folded.map((text) => (text.match(pattern) ?? []).length)));
  const rarity = asked.map((_, term) => {
    const having = counts.filter((row) => row[term].some(Boolean)).length;
    return Math.log(1 + (rows.length - having + 0.5) / (having + 0.5)); // as in BM25
  });
  const exact = fold(query).trim();
  const found = rows.map((row, place) => {
    const found = counts[place].filter((fields) => fields.some(Boolean)).length;
    let score = 0;
    counts[place].forEach((fields, term) => {
      const frequency = fields.reduce((sum, count, field) => sum + WEIGHTS[field] * count, 0);
      score += rarity[term] * (frequency * 2.2) / (frequency + 1.2);
    });
    if (asked.length > 1 && row.folded.some((text) => text.includes(exact))) score *= 1.5;
    if (row.folded[0] === exact) score += 100;
    return { row, found, score };
  }).filter(({ found }) => found);
  const most = Math.max(0, ...found.map(({ found }) => found));
  return found.filter(({ found }) => found === most).sort((a, b) => b.score - a.score).map(({ row }) => row);
}

// A text with what was asked for marked; nodes, so that no title can become markup.
function marked(text, asked, folded = fold(text)) {
  const spans = asked.flatMap((pattern) => [...folded.matchAll(pattern)].map((hit) => [hit.index, wordEnd(folded, hit)]));
  spans.sort((a, b) => a[0] - b[0]);
  const parts = [];
  let done = 0;
  for (const [start, end] of spans) {
    if (start < done) continue;
    parts.push(text.slice(done, start), make("mark", { textContent: text.slice(start, end) }));
    done = end;
  }
  return [...parts, text.slice(done)];
}

function wordEnd(folded, hit) {
  const rest = /^[\p{L}\p{N}]*/u.exec(folded.slice(hit.index + hit[0].length))[0];
  return hit.index + hit[0].length + (UNSPACED.test(hit[0]) ? 0 : rest.length);
}

// The place in a transcript where most of the words asked for stand close together.
function passage(text, asked, folded) {
  const hits = asked.flatMap((pattern, term) => [...folded.matchAll(pattern)].map((hit) => ({ at: hit.index, term })));
  const near = (from) => new Set(hits.filter(({ at }) => at >= from && at < from + 140).map(({ term }) => term)).size;
  const best = hits.sort((a, b) => near(b.at) - near(a.at) || a.at - b.at)[0];
  if (!best) return null;
  const from = best.at < 60 ? 0 : text.indexOf(" ", best.at - 60) + 1;
  const end = text.indexOf(" ", best.at + 110);
  const word = text.slice(0, best.at).split(" ").length - 1;
  return { text: (from ? "… " : "") + text.slice(from, end < 0 ? undefined : end) + (end < 0 ? "" : " …"), word };
}

let index;
function loadIndex() {
  index ??= fetch(new URL("search.json", base), { cache: "no-cache" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then(({ episodes }) => episodes.map((row) => ({ row, folded: FIELDS.map((field) => fold(row[field])) })))
    .catch((error) => {
      index = undefined;
      throw error;
    });
  return index;
}

let dialog;
export function openSearch() {
  dialog ??= makeDialog();
  dialog.showModal();
  dialog.querySelector("input").select();
  loadIndex().catch(() => {});
}

function makeDialog() {
  const input = make("input", { type: "text", placeholder: "Titles, summaries, transcripts", autocomplete: "off" });
  input.setAttribute("role", "searchbox"); // of type «search», the first Escape would not close the dialog
  input.setAttribute("aria-label", "Search");
  const status = make("p", { className: "hint" });
  status.setAttribute("role", "status");
  const list = make("ol", { className: "results" });
  const close = make("button", { type: "button", className: "button", textContent: "Close" });
  const made = make("dialog", {}, make("div", { className: "ask" }, input, close), make("div", {}, status, list));
  made.setAttribute("aria-label", "Search");
  close.onclick = () => made.close();
  made.onclick = (event) => { if (event.target === made || event.target.closest("a")) made.close(); };
  input.oninput = () => show(input.value, list, status);
  input.onkeydown = (event) => { if (event.key === "Enter") list.querySelector("a")?.click(); };
  made.onkeydown = (event) => walk(event, [input, ...list.querySelectorAll("h3 a")]);
  document.body.append(made);
  return made;
}

function walk(event, stops) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length]?.focus();
}

let latest = 0;
async function show(query, list, status) {
  const turn = ++latest;
  let rows = [];
  try {
    rows = await loadIndex();
  } catch {
    status.textContent = "The index cannot be loaded just now.";
    return;
  }
  if (turn !== latest) return; // somebody has typed on
  const found = rank(rows, query);
  const asked = patterns(query);
  list.replaceChildren(...found.slice(0, MOST).map((entry) => result(entry, asked)));
  if (!asked.length) status.textContent = "";
  else if (!found.length) status.textContent = "Nothing found.";
  else status.textContent = found.length === 1 ? "1 episode" : `${found.length} episodes`;
}

function result({ row, folded }, asked) {
  const page = new URL(`episodes/${row[SLUG]}/`, base).href;
  const name = row[SUBTITLE] ? `${row[TITLE]}: ${row[SUBTITLE]}` : row[TITLE];
  const item = make("li", {}, make("h3", { dir: "auto" }, make("a", { href: page }, ...marked(name, asked))));
  item.append(make("p", { dir: "auto" }, ...marked(row[SUMMARY], asked)));
  const said = passage(row[TRANSCRIPT], asked, folded[FIELDS.indexOf(TRANSCRIPT)]);
  if (said) {
    const link = make("a", { href: `${page}#word-${said.word}`, textContent: "Hear it there", className: "whole" });
    item.append(make("p", { className: "facts", dir: "auto" }, "«", ...marked(said.text, asked), "» ", link));
  }
  return item;
}
