// The player in a page of somebody else's: one episode, and the way to the rest.
import { clock, itemOf, make } from "./store.js";
import { player } from "./player.js";

const main = document.querySelector("main");
const item = itemOf(main, document.querySelector("h1").textContent);
const button = make("button", { type: "button", className: "disc" }, make("i"));
const now = make("span", { textContent: clock(0) });
const whole = make("span", { textContent: clock(item.seconds) });
const slider = make("input", { type: "range", min: 0, max: Math.floor(item.seconds), step: 1, value: 0 });
slider.setAttribute("aria-label", "Position");

function show() {
  const word = player.playing ? "Pause" : "Play";
  button.title = word;
  button.setAttribute("aria-label", `${word} ${item.title}`);
  button.classList.toggle("on", player.playing);
  const time = Math.floor(player.time);
  now.textContent = clock(time);
  slider.value = time;
  slider.setAttribute("aria-valuetext", `${clock(time)} of ${clock(player.seconds)}`);
}

function atMoment() {
  const [, time] = /^#t=([\d.]+)$/.exec(location.hash) ?? [];
  player.load(item, time ? { at: Number(time) } : {});
}

player.continuous = false; // here alone: what listeners chose for the site stays
button.onclick = () => player.toggle();
slider.oninput = () => player.seek(Number(slider.value));
for (const name of ["change", "time"]) player.addEventListener(name, show);
player.addEventListener("refused", () => { whole.textContent = "cannot be played"; });
addEventListener("hashchange", atMoment);
main.querySelector("audio").replaceWith(button, make("div", { className: "line" }, now, slider, whole));
atMoment();
show();
