// The slash finds, Escape closes, and what was opened by a named button is closed by its other name.
export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const search = document.querySelector("[data-search]");
    if (!search || !search.checkVisibility()) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
}

export function watchMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
    const close = event.target.closest?.("[data-close]");
    if (close) shut(close.closest("details"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest?.("details[open]:is(.menu, .confirm)") ?? document.querySelector("details.menu[open]");
    if (open) shut(open);
  });
}

function shut(details) {
  if (!details) return;
  details.open = false;
  details.querySelector("summary")?.focus();
}

export function watchToasts() {
  document.addEventListener("click", (event) => event.target.closest?.("[data-dismiss]")?.closest("[data-toast]")?.remove());
}
