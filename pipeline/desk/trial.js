// A form in which another way to say a term is tried, heard and kept.
import { button, make } from "./sentences.js";

const LABELS = {
  term: ["Term", "as it stands in the sentence"],
  spoken: ["Spoken", "words that any voice can read; empty: the term’s own"],
  phonemes: ["Phonemes", "for voices that take them; empty: the voice’s own reading"],
};

// Open the form below a row; `tools` is what the desk can do, with play, note and closed.
export function openTrial(row, finding, tools) {
  const fields = Object.fromEntries(Object.entries(LABELS).map(([name, [label, hint]]) => {
    const input = make("input", { name, autocomplete: "off", spellcheck: false, placeholder: hint });
    return [name, { input, label: make("label", {}, label, input) }];
  }));
  fields.term.input.value = finding.term || chosenIn(row.item);
  if (finding.said) fields.phonemes.input.value = finding.said;
  const told = make("p", { className: "desk-told" });
  told.setAttribute("role", "status");
  const hear = make("button", { type: "submit", className: "desk-small", textContent: "Hear it" });
  const keep = button("Save to the lexicon", "Save to the lexicon", "keep", () => save());
  const leave = button("Close", "Close", "leave", () => close());
  const form = make("form", { className: "desk-trial", noValidate: true },
    ...Object.values(fields).map(({ label }) => label),
    make("div", { className: "desk-actions" }, hear, keep, leave), told);
  form.setAttribute("aria-label", "Say it otherwise");

  const values = () => Object.fromEntries(Object.entries(fields).map(([name, { input }]) => [name, input.value]));

  // One thing at a time; buttons stay as they are, so that the focus does.
  async function hold(work) {
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try {
      await work();
    } catch (error) {
      told.textContent = error.message;
      told.classList.add("desk-bad");
    }
    form.ariaBusy = "false";
  }

  const attempt = () => hold(async () => {
    const line = await tools.ask("try", { key: row.line.key, ...values() });
    told.classList.remove("desk-bad");
    told.textContent = [line.spoken && `said: ${line.spoken}`, line.phonemes && `/${line.phonemes}/`].filter(Boolean).join("  ") || "said as it is shown";
    tools.play(line.key);
  });

  const save = () => hold(async () => {
    const { what } = await tools.ask("keep", values());
    close();
    tools.note(what);
  });

  function close() {
    form.remove();
    tools.closed();
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    attempt();
  };
  form.onkeydown = (event) => {
    if (event.key === "Escape") close();
    event.stopPropagation(); // letters are no shortcuts of the site here
  };
  row.item.querySelector(".desk-text").append(form);
  (fields.term.input.value ? fields.spoken : fields.term).input.focus();
  return { form, close };
}

// Give the words that are marked in a row, as the term most likely meant.
function chosenIn(item) {
  const marked = getSelection();
  return marked.rangeCount && item.contains(marked.anchorNode) ? marked.toString().trim() : "";
}
