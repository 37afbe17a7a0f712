// Buttons that copy a text, or where the browser does not let them, select it.
import { make } from "./store.js";
import { say } from "./bar.js";

const SHOWN = 2500; // milliseconds that a button says what it did

export function copyButton(label, textOf, shown, told) {
  const button = make("button", { type: "button", className: "button", textContent: label });
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(textOf());
      button.textContent = "Copied";
      say(told);
      setTimeout(() => { button.textContent = label; }, SHOWN);
    } catch {
      getSelection().selectAllChildren(shown);
    }
  };
  return button;
}
