// Pictures are shown before they are sent; files may be dropped on the box around the input.
import { icon, within } from "./words.js";

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))}KB` : `${(bytes / 1024 / 1024).toFixed(1)}MB`;
}

function show(input) {
  const list = document.getElementById(input.dataset.preview);
  if (!list) return;
  for (const old of list.querySelectorAll("img")) URL.revokeObjectURL(old.src);
  list.replaceChildren(...[...input.files].map((file) => {
    const item = document.createElement("li");
    if (file.type.startsWith("image/")) {
      const picture = document.createElement("img");
      picture.src = URL.createObjectURL(file);
      picture.alt = "";
      item.append(picture);
    } else item.append(icon("file"));
    item.append(document.createTextNode(`${file.name} · ${size(file.size)}`));
    return item;
  }));
}

export function watchFiles(root) {
  for (const input of within(root, 'input[type="file"][data-preview]')) {
    input.addEventListener("change", () => show(input));
    const box = input.closest("[data-dropzone]");
    if (!box) continue;
    for (const name of ["dragover", "dragleave", "drop"]) {
      box.addEventListener(name, (event) => {
        event.preventDefault();
        box.classList.toggle("is-over", name === "dragover");
        if (name !== "drop" || !event.dataTransfer.files.length) return;
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
  }
}
