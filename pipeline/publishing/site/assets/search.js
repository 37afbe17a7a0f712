// Search over titles, summaries and transcripts; loaded when somebody first asks, and of its index what is asked for.
import { base, make } from "./store.js";

const MOST = 30;
const INDEX = "search.json"; // says into which files the index is divided
const TITLE_ENDS = "$"; // after a whole title in the index
const FIELDS = [1, 2, 3, 4, 6]; // title, subtitle, summary, topics, transcript in a row
const SLUG = 0, TITLE = 1, SUBTITLE = 2, SUMMARY = 3, TRANSCRIPT = 6;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u; // scripts that set no blanks between words
const UNSPACED_SIGN = new RegExp(`(${UNSPACED.source})`, "u");

// Letters without case and accents, at the same places as in the text.
export function fold(text) {
  return [...text].map((sign) => {
    const bare = sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase() || sign;
    return bare.length === sign.length ? bare : sign;
  }).join("").replace(/[’‘]/g, "'");
}

const terms = (query) => [...new Set(fold(query).match(/[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*/gu) ?? [])];
const stem = (term) => (/^[a-z]{4,}s$/.test(term) && !term.endsWith("ss") ? term.slice(0, -1) : term);

// The words asked for, each as a pattern that fits where a word begins; «tokens» finds «token» too.
export function patterns(query) {
  return terms(query).map((term) => {
    const begin = UNSPACED.test(term) ? "" : "(?<![\\p{L}\\p{N}])";
    return new RegExp(begin + stem(term).replace(/[.\-']/g, "\\$&"), "gu");
  });
}

// The words of a term as the index has them: signs of scripts without blanks stand alone there.
function pieces(term) {
  const words = term.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.flatMap((word) => word.split(UNSPACED_SIGN).filter(Boolean));
}

// What the index knows of a word's beginning: how many episodes have it, and of the most telling ones how much.
async function lookUp(about, beginning) {
  const divided = about.divided.includes(beginning);
  const file = divided ? beginning : nearest(about, beginning);
  if (file === undefined) return { having: 0, whole: true, said: new Map() };
  const shard = await load(shardPath(file));
  if (file.length >= beginning.length && shard.all) return unpack(shard.all);
  const words = Object.keys(shard.words).filter((word) => word.startsWith(beginning) && !word.endsWith(TITLE_ENDS));
  const lists = words.map((word) => unpack(shard.words[word]));
  const said = new Map();
  for (const list of lists) for (const [place, count] of list.said) said.set(place, (said.get(place) ?? 0) + count);
  const whole = lists.every((list) => list.whole);
  return { having: whole ? said.size : Math.max(said.size, ...lists.map((list) => list.having)), whole, said };
}

// The file that has the words of a beginning: a shorter one's that is whole, or the one that goes on from it.
function nearest({ whole, divided }, beginning) {
  const shorter = whole.find((other) => beginning.startsWith(other));
  if (shorter !== undefined) return shorter;
  const longer = [...whole, ...divided].filter((other) => other.startsWith(beginning));
  return longer.sort((a, b) => a.length - b.length)[0];
}

function shardPath(beginning) {
  if (/^[a-z0-9]*$/.test(beginning)) return `search/t-${beginning}.json`;
  const bytes = [...new TextEncoder().encode(beginning)];
  return `search/x-${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}.json`;
}

// A list of the index: how many, then for each episode the step from the one before and how much it says the word.
function unpack([having, ...numbers]) {
  const said = new Map();
  let place = 0;
  for (let at = 0; at < numbers.length; at += 2) {
    place += numbers[at];
    said.set(place, numbers[at + 1] / 2);
  }
  return { having, whole: said.size === having, said };
}

// An expression such as «gpt-4» is in an episode when all its words are, as often as the rarest of them.
function together(lists) {
  const whole = lists.filter((list) => list.whole);
  const [first, ...others] = whole.length ? whole : lists;
  const said = new Map([...first.said].filter(([place]) => others.every((list) => list.said.has(place)))
    .map(([place, count]) => [place, Math.min(count, ...others.map((list) => list.said.get(place)))]));
  const isWhole = whole.length === lists.length;
  return { having: isWhole ? said.size : Math.min(...lists.map((list) => list.having)), whole: isWhole, said };
}

// The places of the episodes that hold every word asked for, or as many as can be had, the best first. Of a word
// that very many have, the index names some: any episode may have it.
export async function rank(about, query) {
  const asked = terms(query);
  if (!asked.length) return { best: [], count: 0 };
  const exact = `${fold(query).trim()}${TITLE_ENDS}`;
  const lists = Promise.all(asked.map(async (term) =>
    together(await Promise.all(pieces(stem(term)).map((piece) => lookUp(about, piece))))));
  const titles = isTitle(about, exact);
  const known = await lists;
  const scores = new Map();
  for (const { having, said } of known) {
    const rarity = Math.log(1 + (about.episodes - having + 0.5) / (having + 0.5)); // as in BM25
    for (const [place, count] of said) {
      scores.set(place, (scores.get(place) ?? 0) + rarity * (count * 2.2) / (count + 1.2));
    }
  }
  for (const place of (await titles).keys()) if (scores.has(place)) scores.set(place, scores.get(place) + 100);
  const found = [...scores].map(([place, score]) =>
    ({ place, score, found: known.filter(({ whole, said }) => !whole || said.has(place)).length }));
  const most = found.reduce((sum, { found }) => Math.max(sum, found), 0);
  const best = found.filter(({ found }) => found === most).sort((a, b) => b.score - a.score || b.place - a.place);
  return { best, count: known.length === 1 ? known[0].having : best.length };
}

async function isTitle(about, exact) {
  const file = about.whole.find((other) => exact.startsWith(other));
  const list = file === undefined ? undefined : (await load(shardPath(file))).words[exact];
  return list ? unpack(list).said : new Map();
}

// What results show of the best episodes; those that have the words as they were asked for come first.
async function rowsOf(about, best, query) {
  const asked = patterns(query), exact = fold(query).trim();
  const rows = await Promise.all(best.map(async ({ place, score }) => {
    const { rows } = await load(`search/rows-${Math.floor(place / about.rows)}.json`);
    const row = rows[place % about.rows], folded = FIELDS.map((field) => fold(row[field]));
    const has = asked.filter((pattern) => folded.some((text) => text.search(pattern) >= 0)).length;
    const said = asked.length > 1 && folded.some((text) => text.includes(exact));
    return { row, folded, has, score: said ? score * 1.5 : score };
  }));
  const most = Math.max(...rows.map(({ has }) => has));
  return rows.filter(({ has }) => has === most).sort((a, b) => b.score - a.score);
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

// Files of the index, each fetched when it is first wanted.
const loaded = new Map();
function load(path) {
  if (!loaded.has(path)) {
    const file = fetch(new URL(path, base), { cache: "no-cache" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))));
    loaded.set(path, file);
    file.catch(() => loaded.delete(path));
  }
  return loaded.get(path);
}

let dialog;
export function openSearch() {
  dialog ??= makeDialog();
  dialog.showModal();
  dialog.querySelector("input").select();
  load(INDEX).catch(() => {});
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
  let found = [], count = 0;
  try {
    const about = await load(INDEX);
    const ranked = await rank(about, query);
    if (turn !== latest) return; // somebody has typed on
    if (ranked.best.length) found = await rowsOf(about, ranked.best.slice(0, MOST), query);
    count = found.length < Math.min(MOST, ranked.best.length) ? found.length : ranked.count;
  } catch {
    if (turn === latest) status.textContent = "The index cannot be loaded just now.";
    return;
  }
  if (turn !== latest) return;
  const asked = patterns(query);
  list.replaceChildren(...found.map((entry) => result(entry, asked)));
  if (!asked.length) status.textContent = "";
  else if (!found.length) status.textContent = "Nothing found.";
  else status.textContent = count === 1 ? "1 episode" : `${count} episodes`;
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
