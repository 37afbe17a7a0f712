// Sharing an episode: its address, from a moment on if wanted, and the frame for pages of others.
// Loaded when somebody first asks for it.
import { clock, make } from "./store.js";
import { copyButton } from "./copy.js";
import { player } from "./player.js";

export function fillShare(details, own, signal) {
  const link = details.querySelector(".link code");
  const frame = details.querySelector(".embed code");
  const plain = { link: link.textContent, frame: frame.textContent };
  const from = make("input", { type: "checkbox" });
  const words = make("span");
  const choice = make("label", {}, from, " ", words);
  let moment = 0;

  const show = () => {
    const place = from.checked && moment ? `#t=${moment}` : "";
    link.textContent = plain.link + place;
    frame.textContent = plain.frame.replace(/src="[^"]*/, (source) => source + place);
    choice.hidden = !moment;
    words.textContent = `Start at ${clock(moment)}`;
  };
  // The moment stays once it is chosen, while the sound goes on.
  const follow = () => {
    if (from.checked) return;
    moment = player.item?.slug === own.slug ? Math.floor(player.time) : 0;
    show();
  };
  from.onchange = show;
  for (const name of ["time", "change"]) player.addEventListener(name, follow, { signal });
  follow();

  const others = make("button", { type: "button", className: "button", textContent: "Share with…" });
  others.onclick = () => navigator.share({ title: own.title, url: link.textContent }).catch(() => {});
  link.parentElement.after(make("p", { className: "ways" },
    copyButton("Copy link", () => link.textContent, link, "The episode's address is copied."),
    ...("share" in navigator ? [others] : []),
    choice));
  frame.parentElement.after(make("p", { className: "ways" },
    copyButton("Copy code", () => frame.textContent, frame, "The code is copied.")));

  addEventListener("click", ({ target }) => { if (!details.contains(target)) details.open = false; }, { signal });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  }, { signal });
}
