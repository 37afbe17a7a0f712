// An episode's sentences: each with how it is spoken, its phonemes, what is asked about it, and what can be done.
import { openTrial } from "./trial.js";

const PLAYS = "ninety desk plays changes";

export function make(name, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
}

export function button(text, label, does, onclick) {
  const element = make("button", { type: "button", className: "desk-small", textContent: text, onclick });
  if (label !== text) element.setAttribute("aria-label", label);
  element.dataset.does = does;
  return element;
}

export class Sentences {
  rows = []; // {line, item}, in the order of the script
  trial = null; // a form in which an entry of the lexicon is tried
  #audio = new Audio();
  #tools;
  #list = make("ol", { className: "desk-lines" });
  #faults = make("div", {});
  #changes = make("input", { type: "checkbox" });

  // `tools` is what the desk can do: address, ask, edit, say, note what was done, quiet the site's own player, and done, called when nothing is busy any more.
  constructor(tools) {
    this.#tools = tools;
    this.#changes.checked = localStorage.getItem(PLAYS) === "yes";
    this.#changes.dataset.does = "changes";
    this.#changes.onchange = () => localStorage.setItem(PLAYS, this.#changes.checked ? "yes" : "no");
    const heading = make("h2", { id: "desk-heading", textContent: "Sentences" });
    const changes = make("label", { className: "desk-changes" }, this.#changes, " Play what I change");
    this.section = make("section", { className: "desk" }, heading, changes, this.#faults, this.#list);
    this.section.setAttribute("aria-labelledby", heading.id);
    for (const event of ["ended", "pause"]) this.#audio.addEventListener(event, () => this.#ended());
    this.#audio.addEventListener("playing", () => this.#mark());
    this.#audio.addEventListener("error", () => this.#failed());
  }

  get busy() {
    return Boolean(this.trial) || (Boolean(this.#audio.src) && !this.#audio.paused && !this.#audio.error);
  }

  get playsChanges() {
    return this.#changes.checked;
  }

  // Show what the server tells; only the rows that are others now are made anew.
  show(told) {
    const before = new Map(this.rows.map((row) => [JSON.stringify(row.line), row]));
    const known = new Set(this.rows.map((row) => row.line.key));
    const isFirst = !this.rows.length;
    let section = "";
    this.rows = told.lines.map((line, index) => {
      const same = before.get(JSON.stringify(line));
      before.delete(JSON.stringify(line));
      const row = same ?? { line, item: this.#row(line, index) };
      row.item.toggleAttribute("data-changed", !isFirst && !known.has(line.key));
      row.item.classList.toggle("desk-begins", line.section !== section);
      section = line.section;
      return row;
    });
    this.#place(this.rows.map((row) => row.item));
    if (this.trial && !this.trial.form.isConnected) this.trial.close(); // its sentence is another now
    this.#faults.replaceChildren(...told.faults.map((fault) => make("p", { className: "desk-none", textContent: `${fault.what}. ${fault.remedy}` })));
    if (told.before) this.#faults.append(make("p", { className: "desk-none", textContent: "The sentences below are those of before this error." }));
    this.#list.classList.toggle("desk-before", told.before);
    if (!told.lines.length && !told.faults.length) this.#faults.append(make("p", { className: "desk-none", textContent: "There is no script yet; it is being written." }));
    const changed = this.rows.find((row) => row.item.hasAttribute("data-changed"));
    if (changed && this.playsChanges && !this.trial) this.play(changed.line.key);
  }

  play(key) {
    if (this.#audio.dataset.key === key && !this.#audio.paused) {
      this.#audio.pause();
      return;
    }
    this.#tools.quiet();
    this.#audio.dataset.key = key;
    this.#audio.src = this.#tools.address(`sound/${key}`);
    this.#mark();
    this.#audio.play().catch((error) => {
      if (error.name === "NotAllowedError") this.#tools.say("The browser plays nothing before you have done something in the page", "bad");
      this.#ended();
    });
  }

  // Put the rows in their order, and leave those alone that stand: the focus stays.
  #place(items) {
    for (const item of [...this.#list.children]) if (!items.includes(item)) item.remove();
    items.forEach((item, index) => {
      if (this.#list.children[index] !== item) this.#list.insertBefore(item, this.#list.children[index] ?? null);
    });
  }

  #row(line, index) {
    const number = index + 1;
    const play = button("", `Play sentence ${number}`, "play", () => this.play(line.key));
    play.className = "desk-play";
    play.setAttribute("aria-pressed", "false");
    play.append(make("i"));
    const text = make("div", { className: "desk-text" });
    text.append(make("p", { className: "desk-section", textContent: line.section }));
    text.append(make("p", { className: "desk-shown", textContent: line.shown, dir: "auto" }));
    if (line.left_out) text.append(make("p", { className: "desk-quiet", textContent: "left out of the last recording, to keep its length" }));
    if (line.spoken) text.append(make("p", { className: "desk-spoken" }, make("span", { className: "desk-quiet", textContent: "said: " }), line.spoken));
    if (line.phonemes) {
      // A line may break before a mark of stress, by Unicode's rules; not so within a word that is held together.
      const words = `/${line.phonemes}/`.split(" ").flatMap(word => [" ", make("span", { textContent: word })]);
      text.append(make("p", { className: "desk-phonemes", lang: "und-fonipa" }, ...words.slice(1)));
    }
    for (const finding of line.findings) text.append(this.#finding(finding, line));
    const actions = make("div", { className: "desk-actions" });
    line.places.forEach((place, at) => {
      const name = at ? "notes" : "edit";
      actions.append(button(name, `${at ? "Edit in the notes" : "Edit"} sentence ${number}, ${place.file}:${place.line}`, name, () => this.#tools.edit(place.file, place.line)));
    });
    actions.append(button("say otherwise", `Say sentence ${number} otherwise`, "otherwise", () => this.#try(line, { term: "", said: "" })));
    text.append(actions);
    return make("li", {}, play, text);
  }

  #finding(finding, line) {
    const told = make("p", { className: "desk-finding" }, finding.what);
    told.title = finding.remedy;
    if (finding.term) told.append(" ", button("decide", `Decide how «${finding.term}» is said`, "decide", () => this.#try(line, finding)));
    else told.append(" ", make("span", { className: "desk-quiet", textContent: finding.remedy }));
    return told;
  }

  #try(line, finding) {
    this.trial?.close();
    const row = this.rows.find((each) => each.line.key === line.key && each.line.shown === line.shown);
    if (!row) return;
    const opener = document.activeElement;
    this.trial = openTrial(row, finding, {
      ...this.#tools,
      play: (key) => this.play(key),
      closed: () => {
        this.trial = null;
        opener?.focus();
        this.#tools.done();
      },
    });
  }

  #mark() {
    const on = !this.#audio.paused;
    for (const { line, item } of this.rows) {
      const plays = on && line.key === this.#audio.dataset.key;
      item.classList.toggle("desk-on", plays);
      item.querySelector(".desk-play").setAttribute("aria-pressed", plays);
    }
  }

  #ended() {
    this.#mark();
    this.#tools.done();
  }

  async #failed() {
    const answer = await fetch(this.#audio.src).catch(() => undefined);
    const told = answer && !answer.ok ? await answer.json().catch(() => ({})) : {};
    this.#ended();
    this.#tools.say(`Not played: ${told.what ?? "the sound did not come"}`, "bad");
  }
}
