// The player's bar at the foot of the window.
import { base, clock, make, picture as pictureOf } from "./store.js";
import { player, playlist, SPEEDS, turn } from "./player.js";

const SIGNS = { // paths on a square of 24
  back: "M4 4v5h5M4.6 9A8 8 0 1 1 4 13",
  forward: "M20 4v5h-5M19.4 9A8 8 0 1 0 20 13",
  previous: "M6 5v14M19 5 9 12l10 7z",
  next: "M18 5v14M5 5l10 7-10 7z",
  endless: "M4 6h16M4 12h9M4 18h9M16 12l5 3.5-5 3.5z",
  loud: "M4 10v4h3l5 4V6l-5 4zM16 9a4 4 0 0 1 0 6M18.5 6a8 8 0 0 1 0 12",
  mute: "M4 10v4h3l5 4V6l-5 4zM16 9.5l5 5M21 9.5l-5 5",
};

function sign(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", SIGNS[name]);
  svg.append(path);
  return svg;
}

function button(label, inside, act, className = "icon") {
  const made = make("button", { type: "button", className, title: label, onclick: act }, inside);
  made.setAttribute("aria-label", label);
  return made;
}

const picture = make("img", { alt: "" });
const title = make("a");
const context = make("small", { dir: "auto" });
const play = button("Play", make("i"), () => player.toggle(), "icon disc");
const now = make("span", { textContent: "0:00" });
const whole = make("span");
const slider = make("input", { type: "range", min: 0, step: 1, value: 0 });
const speed = make("select", { title: "Speed" });
const endless = button("Continuous play", sign("endless"), () => player.setContinuous(!player.continuous));
const sound = button("Mute", sign("loud"), () => player.mute(), "icon sound");
const aloud = make("p", { className: "aloud" });
const bar = make("section", { className: "player", hidden: true },
  make("div", { className: "what" }, picture, make("div", {}, title, context)),
  make("div", { className: "moves" },
    make("div", {},
      button("Previous episode", sign("previous"), () => player.move(-1)),
      button("Back 10 seconds", sign("back"), () => player.skip(-10)),
      play,
      button("Forward 10 seconds", sign("forward"), () => player.skip(10)),
      button("Next episode", sign("next"), () => player.move(1))),
    make("div", { className: "line" }, now, slider, whole)),
  make("div", { className: "more" }, speed, endless, sound));
bar.setAttribute("aria-label", "Player");
slider.setAttribute("aria-label", "Position");
speed.setAttribute("aria-label", "Speed");
aloud.setAttribute("role", "status");
speed.append(...SPEEDS.map((value) => new Option(`${value}×`, value)));
speed.onchange = () => player.setSpeed(Number(speed.value));
slider.oninput = () => player.seek(Number(slider.value));

// Say something to those who listen to the page.
export function say(text) { aloud.textContent = text; }

export function showBar() {
  document.body.append(bar, aloud);
  player.addEventListener("change", showItem);
  player.addEventListener("time", showTime);
  player.addEventListener("refused", () => {
    context.textContent = "This cannot be played just now.";
    say(context.textContent);
  });
}

let shown = "";
function showItem() {
  const { item, playing } = player;
  if (!item) return;
  bar.hidden = false;
  document.body.classList.add("playing");
  if (shown !== item.slug + player.queue) {
    shown = item.slug + player.queue;
    picture.src = pictureOf(item.cover, 192);
    title.href = new URL(`episodes/${item.slug}/`, base);
    title.textContent = item.title;
    slider.max = Math.floor(item.seconds);
    whole.textContent = clock(item.seconds);
    showContext(item);
  }
  play.classList.toggle("on", playing);
  play.title = playing ? "Pause" : "Play";
  play.setAttribute("aria-label", play.title);
  speed.value = player.speed;
  endless.setAttribute("aria-pressed", player.continuous);
  sound.setAttribute("aria-pressed", player.muted);
  sound.replaceChildren(sign(player.muted ? "mute" : "loud"));
  showTime();
}

async function showContext(item) {
  context.textContent = "";
  if (!player.queue) return;
  const all = await playlist();
  const topic = all.topics[player.queue], place = turn(item, player.queue);
  if (topic && place !== undefined && item === player.item) {
    context.textContent = `${topic.name}, ${place + 1} of ${topic.episodes}`;
  }
}

function showTime() {
  const time = Math.floor(player.time);
  if (now.textContent === clock(time)) return;
  now.textContent = clock(time);
  slider.value = time;
  slider.setAttribute("aria-valuetext", `${clock(time)} of ${clock(player.seconds)}`);
}
