// One tick for all rows, and how many are ticked.
import { say, within, word } from "./words.js";

function watch(all) {
  const form = all.closest("form") ?? document;
  const rows = () => [...form.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(all.dataset.tickAll)}"]`)];
  const count = () => {
    const list = rows();
    const ticked = list.filter((row) => row.checked).length;
    all.checked = ticked > 0 && ticked === list.length;
    all.indeterminate = ticked > 0 && ticked < list.length;
    for (const place of form.querySelectorAll("[data-ticked]")) place.textContent = ticked;
    return ticked;
  };
  all.addEventListener("change", () => {
    for (const row of rows()) row.checked = all.checked;
    say(word("count", { count: count() }));
  });
  form.addEventListener("change", (event) => event.target !== all && count());
  form.addEventListener("reset", () => setTimeout(count));
  count();
}

export function watchTicks(root) {
  for (const all of within(root, "[data-tick-all]")) watch(all);
}
