// What makes the pages better for those who have JavaScript. Without it they are whole as well.
import { base, clock, itemOf, make } from "./store.js";
import { say, showBar } from "./bar.js";
import { copyButton } from "./copy.js";
import { listenToKeys, showHelp } from "./keys.js";
import { player } from "./player.js";
import { followTranscript } from "./transcript.js";

let life = new AbortController(); // of what listens on behalf of the page shown
let shown = location.pathname;
let goToMoment = () => {};

// Let a page's links and pictures not depend on the address shown, which changes before the page does.
function anchor(page, address) {
  for (const name of ["href", "src"]) {
    for (const element of page.querySelectorAll(`[${name}]:not([rel=stylesheet])`)) {
      element.setAttribute(name, new URL(element.getAttribute(name), address));
    }
  }
}

// Add to a page what scripts can do.
function enliven() {
  life.abort();
  life = new AbortController();
  goToMoment = () => {};
  shown = location.pathname;
  const page = document.getElementById("page");
  for (const hidden of page.querySelectorAll("[data-find], .keys")) hidden.hidden = false;
  page.querySelector("[data-find]").onclick = async () => (await import("./search.js")).openSearch();
  page.querySelector("[data-help]").onclick = showHelp;
  for (const all of page.querySelectorAll("[data-play-all]")) {
    all.onclick = (event) => {
      event.preventDefault();
      player.playAll(all.dataset.playAll);
    };
  }
  for (const card of page.querySelectorAll(".card")) enlivenCard(card);
  const newest = page.querySelector(".newest");
  if (newest) enlivenNewest(newest);
  for (const address of page.querySelectorAll("[data-feed]")) addCopying(address);
  const article = page.querySelector("article");
  if (article) enlivenEpisode(article);
}

function playButton(item, queue, className, ...inside) {
  const button = make("button", { type: "button", className }, ...inside);
  const show = () => {
    const on = player.playing && player.item?.slug === item.slug;
    button.classList.toggle("on", on);
    if (!inside.some((each) => each.textContent)) button.setAttribute("aria-label", `${on ? "Pause" : "Play"} ${item.title}`);
  };
  button.onclick = () => {
    if (player.item?.slug === item.slug) {
      player.toggle();
      return;
    }
    player.load(item, { queue });
    player.play();
  };
  player.addEventListener("change", show, { signal: life.signal });
  show();
  return button;
}

function enlivenCard(card) {
  const item = itemOf(card, card.querySelector("b").textContent);
  const queue = card.closest("[data-queue]")?.dataset.queue ?? "";
  card.append(playButton(item, queue, "play", make("span", { className: "disc" }, make("i"))));
  showLeft(card, item);
}

// What is left of an episode, and whether it is the one that plays.
function showLeft(part, item) {
  const length = part.querySelector(".length");
  const show = () => {
    const left = player.left(item.slug);
    length.textContent = player.heard(item.slug) ? "Heard" : left ? `${clock(item.seconds - left)} left` : clock(item.seconds);
    part.classList.toggle("now", player.item?.slug === item.slug && player.playing);
  };
  player.addEventListener("change", show, { signal: life.signal });
  show();
}

function enlivenNewest(part) {
  const item = itemOf(part, part.querySelector("b").textContent);
  const link = part.querySelector(".button");
  link.replaceWith(playButton(item, "", link.className, ...link.childNodes));
  showLeft(part, item);
}

function enlivenEpisode(article) {
  const own = itemOf(article, article.dataset.title);
  const label = make("span", { textContent: "Play" });
  const button = playButton(own, undefined, "button main big", make("span", { className: "disc" }, make("i")), label);
  article.querySelector("audio").replaceWith(button);
  const show = () => { label.textContent = button.classList.contains("on") ? "Pause" : player.left(own.slug) ? "Continue" : "Play"; };
  player.addEventListener("change", show, { signal: life.signal });
  if (!player.playing) player.load(own);
  show();
  const { signal } = life;
  const share = article.querySelector(".share");
  share.addEventListener("toggle", async () => (await import("./share.js")).fillShare(share, own, signal), { once: true });
  const video = article.querySelector("video");
  video?.addEventListener("play", () => player.pause());
  player.addEventListener("change", () => { if (player.playing) video?.pause(); }, { signal });
  const words = followTranscript(article, own, life.signal);
  goToMoment = () => seekMoment(own, words);
  goToMoment();
}

// «#t=35» is a moment, «#word-12» a word of the transcript.
function seekMoment(own, words) {
  const [, time, word] = /^#(?:t=([\d.]+)|word-(\d+))$/.exec(location.hash) ?? [];
  const found = words[word];
  if (found) {
    found.element.classList.add("found");
    found.element.scrollIntoView({ block: "center" });
  }
  if (time || found) player.load(own, { at: found ? found.start : Number(time) });
}

function addCopying(address) {
  const feed = new URL(address.dataset.feed, document.baseURI).href; // a preview's own, on a preview
  address.textContent = feed;
  address.after(copyButton("Copy address", () => feed, address, "The feed's address is copied."));
}

// While something plays, links change the page without stopping the sound.
async function visit(address, { push = true, focus = true } = {}) {
  try {
    const answer = await fetch(address);
    const text = answer.ok && answer.headers.get("content-type")?.includes("html") ? await answer.text() : "";
    const next = new DOMParser().parseFromString(text, "text/html");
    const page = next.getElementById("page");
    if (!page) throw new TypeError("not a page of ours");
    if (push) history.pushState(null, "", address);
    document.title = next.title;
    anchor(page, address);
    document.getElementById("page").replaceWith(document.adoptNode(page));
  } catch {
    location.assign(address);
    return;
  }
  enliven();
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) target.scrollIntoView();
  else if (!location.hash) scrollTo({ top: 0, behavior: "instant" });
  if (focus) document.getElementById("content").focus({ preventScroll: true });
  say(document.title);
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const address = new URL(link.href);
  const here = address.origin === base.origin && address.pathname.startsWith(base.pathname);
  const samePage = address.pathname === location.pathname && address.hash;
  if (!here || !address.pathname.endsWith("/") || samePage || link.download || !player.playing) return;
  event.preventDefault();
  visit(address);
});
addEventListener("popstate", () => {
  if (location.pathname !== shown) visit(location.href, { push: false });
});
addEventListener("hashchange", () => goToMoment());
// When the sound moves on, so does the page that shows the episode that ended.
player.addEventListener("moved", ({ detail: { before, item } }) => {
  const page = (slug) => new URL(`episodes/${slug}/`, base);
  if (location.pathname === page(before.slug).pathname) visit(page(item.slug), { focus: false });
});

anchor(document, location.href);
showBar();
listenToKeys();
enliven();
