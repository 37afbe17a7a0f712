// The sound, what comes after it, and what is remembered of it. The bar that shows it is in bar.js.
import { base, picture, recall, remember } from "./store.js";

export const SPEEDS = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const FROM_THE_START = 3; // seconds; who stopped before that has not begun
const TO_THE_END = 2;
const HEARD = -1;

const audio = new Audio();
audio.preload = "none";
const LISTS = "playlist.json"; // says how many episodes there are, and how many to a file
const loaded = new Map(); // promises of files of playlists

class Player extends EventTarget {
  item = null;
  queue = recall("queue", ""); // a topic's slug; empty for the whole show
  speed = SPEEDS.includes(recall("speed")) ? recall("speed") : 1;
  continuous = recall("continuous", true);
  wanted = 0; // where to begin once the sound is there
  positions = recall("positions", {});

  get playing() { return !audio.paused && !audio.ended; }
  get muted() { return audio.muted; }
  get time() { return audio.readyState ? audio.currentTime : this.wanted; }
  get seconds() { return Number.isFinite(audio.duration) ? audio.duration : this.item?.seconds ?? 0; }

  // Take up an episode where it was left, or at a time in seconds.
  load(item, { queue = this.queue, at } = {}) {
    if (item.slug !== this.item?.slug) {
      this.save();
      this.item = item;
      const v = item.version; // digits, or an older address
      audio.src = new URL(v[8] ? v : `audio/${item.slug}.${v}.mp3`, base);
      audio.defaultPlaybackRate = audio.playbackRate = this.speed;
      this.wanted = this.left(item.slug);
    }
    this.queue = queue;
    remember("queue", queue);
    if (at !== undefined) this.seek(at);
    this.tell("change");
  }

  async play() {
    if (!this.item) return;
    if (this.time > this.seconds - 0.5) this.seek(0);
    try {
      await audio.play();
    } catch (error) {
      if (error.name !== "AbortError") this.tell("refused"); // the browser wants a click, or the file is gone
    }
  }

  pause() { audio.pause(); }
  toggle() { return this.playing ? this.pause() : this.play(); }

  seek(seconds) {
    this.wanted = Math.min(Math.max(0, seconds), this.seconds);
    if (audio.readyState) audio.currentTime = this.wanted;
    this.save();
    this.tell("time");
  }

  skip(seconds) { this.seek(this.time + seconds); }
  mute() { audio.muted = !audio.muted; }

  setSpeed(speed) {
    this.speed = speed;
    audio.defaultPlaybackRate = audio.playbackRate = speed;
    remember("speed", speed);
    this.tell("change");
  }

  setContinuous(value) {
    this.continuous = value;
    remember("continuous", value);
    this.tell("change");
  }

  // The episode so many places further in the topic that plays, or in the show; undefined past its ends.
  async neighbour(step) {
    if (this.queue && turn(this.item, this.queue) === undefined) this.queue = "";
    return asItem(await rowAt(this.queue, turn(this.item, this.queue) + step));
  }

  async move(step, play = true) {
    const before = this.item;
    const item = await this.neighbour(step);
    if (!item || this.item !== before) return;
    this.load(item);
    if (play) this.play();
    this.dispatchEvent(new CustomEvent("moved", { detail: { before, item } }));
  }

  // Begin a topic, or the show, with its first episode that was not heard to its end.
  async playAll(queue) {
    const count = await length(queue);
    let item = asItem(await rowAt(queue, 0));
    for (let place = 1; item && this.heard(item.slug) && place < count; place++) item = asItem(await rowAt(queue, place));
    if (item && this.heard(item.slug)) item = asItem(await rowAt(queue, 0));
    if (!item) return;
    this.load(item, { queue });
    this.play();
  }

  heard(slug) { return this.positions[slug] === HEARD; }
  left(slug) { return Math.max(0, this.positions[slug] ?? 0); }

  save() {
    if (!this.item) return;
    const time = this.time;
    if (time > this.seconds - TO_THE_END) this.positions[this.item.slug] = HEARD;
    else if (time > FROM_THE_START) this.positions[this.item.slug] = Math.round(time * 10) / 10;
    else if (!this.heard(this.item.slug)) delete this.positions[this.item.slug];
    remember("positions", this.positions);
  }

  tell(name) { this.dispatchEvent(new Event(name)); }
}

export const player = new Player();

// What playlists there are, each in files of so many episodes; asked for when somebody first wants to know.
export const playlist = () => load(LISTS, { episodes: 0, each: 1, topics: {} });

// An item's place in a topic, or without one in the show; undefined where it is not.
export function turn(item, queue) {
  const [place, ...topics] = (item?.turns ?? "").split(" ");
  const found = queue ? topics.find((each) => each.startsWith(`${queue}:`))?.slice(queue.length + 1) : place;
  return found ? Number(found) : undefined;
}

async function length(queue) {
  const all = await playlist();
  return queue ? all.topics[queue]?.episodes ?? 0 : all.episodes;
}

async function rowAt(queue, place) {
  if (!(place >= 0 && place < await length(queue))) return undefined;
  const { each } = await playlist();
  const path = `playlist/${queue ? `${queue}/` : ""}${Math.floor(place / each)}.json`;
  return (await load(path, { rows: [] })).rows[place % each];
}

function load(path, otherwise) {
  if (!loaded.has(path)) {
    loaded.set(path, fetch(new URL(path, base), { cache: "no-cache" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .catch(() => {
        loaded.delete(path);
        return otherwise;
      }));
  }
  return loaded.get(path);
}

function asItem(row) {
  if (!row) return undefined;
  const [slug, title, seconds, version, cover, turns] = row;
  return { slug, title, seconds, version, cover, turns };
}

let saved = 0;
audio.addEventListener("loadedmetadata", () => {
  if (player.wanted) audio.currentTime = player.wanted;
  player.tell("time");
});
audio.addEventListener("timeupdate", () => {
  if (performance.now() - saved > 2000) {
    saved = performance.now();
    player.save();
  }
  player.tell("time");
});
for (const name of ["play", "pause", "volumechange"]) audio.addEventListener(name, () => player.tell("change"));
audio.addEventListener("seeked", () => player.tell("time"));
audio.addEventListener("pause", () => player.save());
audio.addEventListener("error", () => player.tell("refused"));
audio.addEventListener("ended", () => {
  player.save();
  player.tell("change");
  if (player.continuous) player.move(1);
});
addEventListener("pagehide", () => player.save());

// The keys and the lock screen of the device.
if ("mediaSession" in navigator) {
  const does = {
    play: () => player.play(),
    pause: () => player.pause(),
    seekbackward: () => player.skip(-10),
    seekforward: () => player.skip(10),
    previoustrack: () => player.move(-1),
    nexttrack: () => player.move(1),
    seekto: ({ seekTime }) => player.seek(seekTime),
  };
  for (const [name, act] of Object.entries(does)) navigator.mediaSession.setActionHandler(name, act);
  player.addEventListener("change", () => {
    const { title, cover } = player.item ?? {};
    if (!title || navigator.mediaSession.metadata?.title === title) return;
    const artwork = [{ src: picture(cover, 640), sizes: "640x640" }];
    navigator.mediaSession.metadata = new MediaMetadata({ title, artwork });
  });
}
