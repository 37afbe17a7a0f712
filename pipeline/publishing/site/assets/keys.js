// The keyboard: what it does, and how to be told.
import { make, recall, remember } from "./store.js";
import { player, SPEEDS } from "./player.js";

const faster = (step) => player.setSpeed(SPEEDS[SPEEDS.indexOf(player.speed) + step] ?? player.speed);

// Keys, what they do in words, and the deed.
const KEYS = [
  [["k", " "], "Play or pause", () => player.toggle()],
  [["j"], "Back 10 seconds", () => player.skip(-10)],
  [["l"], "Forward 10 seconds", () => player.skip(10)],
  [["ArrowLeft"], "Back 5 seconds", () => player.skip(-5)],
  [["ArrowRight"], "Forward 5 seconds", () => player.skip(5)],
  [["p"], "Previous episode", () => player.move(-1)],
  [["n"], "Next episode", () => player.move(1)],
  [["m"], "Mute", () => player.mute()],
  [["<"], "Slower", () => faster(-1)],
  [[">"], "Faster", () => faster(1)],
  [["/"], "Search", () => document.querySelector("[data-find]").click()],
  [["?"], "This list", () => showHelp()],
];
const NAMES = { " ": "Space", ArrowLeft: "←", ArrowRight: "→" };
const HAVE_THEIR_OWN = "input, select, textarea, audio, [contenteditable], dialog";
const ARE_PRESSED = "button, a, summary, [role=button]"; // by Space

export function listenToKeys() {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest?.(HAVE_THEIR_OWN) || document.querySelector("dialog[open]")) return;
    if (event.key === " " && event.target.closest?.(ARE_PRESSED)) return;
    // Whoever dictates to the computer can switch single keys off (WCAG 2.2, 2.1.4); asking for help still works.
    if (event.key !== "?" && !recall("keys", true)) return;
    const deed = KEYS.find(([keys]) => keys.includes(event.key))?.[2];
    const free = player.item || ["/", "?"].includes(event.key);
    if (!deed || !free) return;
    event.preventDefault();
    deed();
  });
}

let help;
export function showHelp() {
  help ??= makeHelp();
  help.showModal();
}

function makeHelp() {
  const rows = KEYS.flatMap(([keys, words]) => [
    make("dt", {}, ...keys.flatMap((key, place) => [place ? " " : "", make("kbd", { textContent: NAMES[key] ?? key })])),
    make("dd", { textContent: words }),
  ]);
  const on = make("input", { type: "checkbox", checked: recall("keys", true) });
  on.onchange = () => remember("keys", on.checked);
  const close = make("button", { type: "button", className: "button", textContent: "Close" });
  const made = make("dialog", {}, make("div", {},
    make("h2", { id: "keys", textContent: "Keyboard shortcuts" }),
    make("dl", { className: "shortcuts" }, ...rows),
    make("p", {}, make("label", {}, on, " Listen to these keys")),
    close));
  made.setAttribute("aria-labelledby", "keys");
  close.onclick = () => made.close();
  document.body.append(made);
  return made;
}
