// A text to be pasted elsewhere is copied by one tap; without a clipboard it can still be selected.
import { say, within, word } from "./words.js";

function watch(button) {
  const text = document.getElementById(button.dataset.copy);
  if (!text) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy");
    }
    say(word("copied"));
  });
}

export function watchCopying(root) {
  for (const button of within(root, "[data-copy]")) watch(button);
}
