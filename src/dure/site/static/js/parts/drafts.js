// What is typed into a form with data-draft is kept twice: at the server (data-draft-url) and in this browser.
import { button, notice, within, word } from "./words.js";

const PAUSE = 1200;
const KEPT_FOR = 14 * 24 * 3600 * 1000;
const PREFIX = "dure.draft.";

const place = (key) => `${PREFIX}${document.body.dataset.account ?? "guest"}.${key}`;
const clock = () => new Date().toTimeString().slice(0, 5);
const worth = (field) => field.name && !["csrfmiddlewaretoken", "next"].includes(field.name) && !["password", "file", "submit", "button", "reset"].includes(field.type) && !field.hasAttribute("data-no-draft");

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(place(key)));
    if (kept && Date.now() - kept.at < KEPT_FOR) return kept;
  } catch { /* storage is shut or broken: there is no copy */ }
  return null;
}

function write(key, values, sent = false) {
  try {
    localStorage.setItem(place(key), JSON.stringify({ at: Date.now(), sent, values }));
    return true;
  } catch {
    return false;
  }
}

export function forget(key) {
  try { localStorage.removeItem(place(key)); } catch { /* nothing kept */ }
}

function forgetAll() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch { /* nothing kept */ }
}

function values(form) {
  return [...form.elements].filter(worth).filter((field) => field.type !== "hidden").map((field) => {
    const state = ["checkbox", "radio"].includes(field.type) ? field.checked : field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value;
    return [field.name, ["checkbox", "radio"].includes(field.type) ? field.value : "", state];
  });
}

function put(form, kept) {
  for (const [name, value, state] of kept) {
    for (const field of form.elements) {
      if (field.name !== name || !worth(field)) continue;
      if (typeof state === "boolean") { if (field.value === value) field.checked = state; }
      else if (Array.isArray(state)) for (const option of field.options ?? []) option.selected = state.includes(option.value);
      else field.value = state;
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

const typed = (list) => list.some(([, value, state]) => typeof state === "string" && !value && state.trim());
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function show(form, text, wrong = false) {
  const save = form.querySelector("[data-save]") ?? (form.id && document.querySelector(`[data-save][data-for="${form.id}"]`));
  if (!save) return;
  save.hidden = false;
  save.classList.toggle("is-wrong", wrong);
  save.querySelector("[data-save-text]").textContent = text;
}

async function send(form, key) {
  const here = write(key, values(form));
  const url = form.dataset.draftUrl;
  if (!url) return here && show(form, word("kept-here", { time: clock() }));
  const body = new FormData();
  for (const field of form.elements) {
    if (!worth(field) || (["checkbox", "radio"].includes(field.type) && !field.checked)) continue;
    body.append(field.name, field.value);
  }
  try {
    const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token, "HX-Request": "true" }, redirect: "manual" });
    if (!answer.ok) throw new Error(String(answer.status));
    show(form, word("saved", { time: clock() }));
  } catch {
    show(form, word("not-saved"), true);
  }
}

function offer(form, key) {
  const kept = read(key);
  if (!kept || same(kept.values, values(form)) || !typed(kept.values)) return;
  const drop = button(word("drop"), () => { forget(key); box.remove(); if (restored) form.reset(); }, "plain");
  const restored = !kept.sent && !typed(values(form));
  if (restored) put(form, kept.values);
  const again = restored ? [] : [button(word("restore"), () => { put(form, kept.values); box.remove(); }, "mine")];
  const box = notice(word(restored ? "restored" : "found"), { kind: "info", before: form, actions: [...again, drop] });
}

export function keepDrafts(root) {
  for (const gone of within(root, "[data-draft-sent]")) forget(gone.dataset.draftSent);
  for (const out of within(root, "form[data-sign-out]")) out.addEventListener("submit", forgetAll);
  for (const form of within(root, "form[data-draft]")) {
    const key = form.dataset.draft;
    let timer = 0;
    offer(form, key);
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => send(form, key), PAUSE);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      write(key, values(form), true);
    });
    addEventListener("pagehide", () => { if (timer && form.isConnected && !read(key)?.sent) write(key, values(form)); });
  }
}
