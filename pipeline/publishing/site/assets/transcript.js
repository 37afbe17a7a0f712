// The transcript in time: the word being said is marked, each word leads to its moment, chapters too.
import { make } from "./store.js";
import { player } from "./player.js";

// Bring a page's transcript and chapters to life; `own` gives the page's episode.
export function followTranscript(page, own, signal) {
  const said = page.querySelector(".said");
  const words = said ? divide(said) : [];
  const chapters = [...page.querySelectorAll("[data-at]")];
  let marked = -1;
  let last; // the word marked last
  let frame = 0;

  const isOurs = () => player.item?.slug === own.slug;
  const hear = (at) => {
    player.load(own, { at });
    player.play();
  };

  function mark() {
    const time = isOurs() ? player.time : -1;
    const place = spoken(words, time);
    if (place !== marked) {
      words[marked]?.element.classList.remove("said-now");
      words[place]?.element.classList.add("said-now");
      marked = place;
      if (player.playing && place >= 0) keepInSight(words[place].element, last, page.querySelector("h1"));
      if (place >= 0) last = words[place].element;
    }
    const chapter = chapters.findLast((link) => Number(link.dataset.at) <= time + 0.05);
    for (const link of chapters) {
      if (link === chapter && (player.playing || time > 0)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function follow() {
    cancelAnimationFrame(frame);
    mark();
    // «timeupdate» comes four times a second, too seldom for words.
    if (player.playing && isOurs() && !signal.aborted) frame = requestAnimationFrame(follow);
  }

  for (const link of chapters) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      hear(Number(link.dataset.at));
    }, { signal });
  }
  player.addEventListener("change", follow, { signal });
  player.addEventListener("time", () => { if (!player.playing) mark(); }, { signal });
  if (words.length) {
    page.querySelector(".hint").hidden = false;
    said.addEventListener("click", (event) => {
      const word = words.find(({ element }) => element === event.target);
      if (word && getSelection().isCollapsed) hear(word.start);
    }, { signal });
    byKeyboard(said, words, () => marked, hear, signal);
  }
  follow();
  return words;
}

// Put each word into an element of its own; the times are silence and length in hundredths, in turn.
function divide(said) {
  const words = [];
  for (const sentence of said.querySelectorAll("[data-t]")) {
    const times = sentence.dataset.t.split(" ").map(Number);
    const texts = sentence.textContent.split(" ");
    if (times.length !== 2 * texts.length) continue;
    let time = 0;
    const made = texts.map((text, place) => {
      const start = time + times[2 * place];
      time = start + times[2 * place + 1];
      const element = make("span", { className: "w", textContent: text });
      words.push({ element, start: start / 100, end: time / 100, first: place === 0 });
      return element;
    });
    sentence.replaceChildren(...made.flatMap((word, place) => (place ? [" ", word] : [word])));
  }
  return words;
}

// The number of the word said at a time, or the last before it within a breath; -1 for none.
function spoken(words, time) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle].start <= time) low = middle + 1;
    else high = middle;
  }
  return low && time < words[low - 1].end + 0.25 ? low - 1 : -1;
}

let scrolled = -Infinity; // when the reader last moved the page
for (const name of ["wheel", "touchmove", "keydown"]) {
  addEventListener(name, () => { scrolled = performance.now(); }, { passive: true });
}

// Follow those who read along: who had the word before in sight. While the page's title is there too, line by
// line, so that it does not go at once.
function keepInSight(element, before, title) {
  if (!before || performance.now() - scrolled < 3000) return;
  const [word, last, head] = [element, before, title].map((each) => each.getBoundingClientRect());
  if (last.bottom < 0 || last.top > innerHeight) return;
  if (word.top >= 0 && word.bottom <= document.querySelector(".player").offsetTop) return;
  if (head.bottom < 0) element.scrollIntoView({ block: "center" });
  else if (Math.abs(word.top - last.top) < innerHeight / 3) element.scrollIntoView({ block: "nearest" });
}

// One stop of the Tab key for the whole text; arrows walk by word and by sentence, Enter plays.
function byKeyboard(said, words, marked, hear, signal) {
  let at = -1;
  const stop = (place, focus) => {
    words[at]?.element.removeAttribute("tabindex");
    words[at]?.element.removeAttribute("role");
    at = Math.min(Math.max(0, place), words.length - 1);
    words[at].element.tabIndex = 0;
    words[at].element.setAttribute("role", "button");
    if (focus) words[at].element.focus();
  };
  const sentence = (from, step) => {
    for (let place = from + step; place >= 0 && place < words.length; place += step) {
      if (words[place].first) return place;
    }
    return step < 0 ? 0 : words.length - 1;
  };
  stop(0, false);
  said.addEventListener("focusin", (event) => {
    if (!said.contains(event.relatedTarget) && marked() >= 0) stop(marked(), true);
  }, { signal });
  said.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moves = {
      ArrowRight: () => stop(at + 1, true),
      ArrowLeft: () => stop(at - 1, true),
      ArrowDown: () => stop(sentence(at, 1), true),
      ArrowUp: () => stop(sentence(at, -1), true),
      Home: () => stop(0, true),
      End: () => stop(words.length - 1, true),
      Enter: () => hear(words[at].start),
      " ": () => hear(words[at].start),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    moves[event.key]();
  }, { signal });
}
