"use strict";
const facts = JSON.parse(document.getElementById("facts").textContent);
const cards = [...document.querySelectorAll("article")];
const players = cards.map((card) => card.querySelector("audio"));
const result = document.getElementById("result");
const served = location.protocol === "http:";
let over = false;

function plain(hidden) {
  const bytes = Uint8Array.from(atob(hidden), (sign) => sign.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

function play(player) {
  if (!player.paused) {
    player.pause();
    return;
  }
  player.currentTime = 0;
  player.play();
}

function say(text) {
  result.textContent = text;
  result.hidden = false;
  result.scrollIntoView({ block: "nearest" });
}

function reveal(chosen) {
  over = true;
  for (const card of cards) {
    card.querySelector("h2 span").textContent = plain(facts.names[card.dataset.label]);
    const button = card.querySelector("button");
    button.disabled = true;
    if (card.dataset.label === chosen) {
      card.classList.add("chosen");
      button.textContent = "Chosen";
    }
  }
}

async function choose(label) {
  if (over) return;
  if (!served) {
    reveal(label);
    say(`To write this choice into the show: ${facts.command} ${label}`);
    return;
  }
  for (const card of cards) card.querySelector("button").disabled = true;
  try {
    const answer = await fetch("choice", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ label }),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.what);
    reveal(label);
    say(told.what);
  } catch (error) {
    for (const card of cards) card.querySelector("button").disabled = false;
    say(`Not written: ${error.message}`);
  }
}

for (const player of players) {
  player.addEventListener("play", () => {
    for (const other of players) if (other !== player) other.pause();
    player.dataset.playing = "";
  });
  for (const end of ["pause", "ended"]) {
    player.addEventListener(end, () => {
      delete player.dataset.playing;
    });
  }
}
for (const card of cards) {
  const button = card.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => choose(card.dataset.label));
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("audio")) return;
  const at = cards.findIndex((card) => card.dataset.label.toLowerCase() === event.key.toLowerCase());
  if (at >= 0) play(players[at]);
});
