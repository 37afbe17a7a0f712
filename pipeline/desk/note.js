// What was done last, told for as long as it takes to read: by the page that loads itself meanwhile too.
const KEPT = "ninety desk note";
const READ_MS = 8000;

export function keepNote(text) {
  sessionStorage.setItem(KEPT, JSON.stringify({ text, until: Date.now() + READ_MS }));
}

// Give what is still to be read and for how many ms; undefined where nothing is.
export function keptNote() {
  const note = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  const left = note ? note.until - Date.now() : 0;
  return left > 0 ? { text: note.text, left } : undefined;
}
