// The visit page without signal: notes wait on this device and are sent once, by their own name, when there is signal.
import { hold, held, drop } from "./queue.js";
import { watchSignature } from "/static/js/parts/signature.js";

const form = document.querySelector("[data-visit]");
const place = document.querySelector("[data-visit-queue]");
const account = document.body.dataset.account;
const words = document.getElementById("visit-words");
const word = (name, values = {}) =>
  words.content.querySelector(`[data-word="${name}"]`).textContent.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
let sending = false;

async function pass() {
  try {
    const answer = await fetch("/contacts/pass", { credentials: "same-origin" });
    return answer.status === 401 ? { account: null } : await answer.json();
  } catch {
    return undefined;
  }
}

async function send(note, token) {
  const body = new FormData();
  for (const [name, value] of note.fields) body.append(name, value);
  body.set("csrfmiddlewaretoken", token);
  for (const file of note.files) body.append("file", file.blob, file.name);
  const headers = { "X-Dure-Queue": "1", "X-CSRFToken": token };
  return fetch("/contacts/new", { method: "POST", body, headers, credentials: "same-origin" });
}

async function sendAll() {
  if (sending) return;
  sending = true;
  let why = "";
  try {
    const waiting = await held();
    const let_in = waiting.length ? await pass() : undefined;
    if (waiting.length && !let_in) why = word("offline");
    else if (waiting.length && !let_in.account) why = word("signed-out");
    for (const note of let_in?.account ? waiting : []) {
      if (note.account !== let_in.account) { why = word("somebody-else"); continue; }
      const answer = await send(note, let_in.token);
      if (answer.status === 201) { await drop(note.once); why = word("sent"); }
      else if ([409, 422, 404].includes(answer.status)) {
        note.faults = (await answer.json().catch(() => ({}))).faults ?? [word("open")];
        await hold(note);
      } else { why = word("offline"); break; }
    }
  } catch {
    why = word("offline");
  } finally {
    sending = false;
  }
  await show(why);
}

async function show(why = "") {
  const waiting = await held();
  place.hidden = !waiting.length && why !== word("sent");
  place.querySelector("[data-queue-count]").textContent = waiting.length ? word("count", { count: waiting.length }) : "";
  place.querySelector("[data-queue-why]").textContent = why;
  place.querySelector("[data-queue-send]").hidden = !waiting.length;
  const list = place.querySelector("[data-queue-list]");
  list.replaceChildren(...waiting.map(row));
}

function row(note) {
  const line = document.createElement("li");
  const value = (name) => (note.fields.find(([key]) => key === name) ?? ["", ""])[1];
  line.textContent = `${note.firm}: ${value("content").slice(0, 60)}${note.faults ? ` (${note.faults.join(" ")})` : ""} `;
  if (note.faults) {
    const open = document.createElement("button");
    open.type = "button";
    open.className = "btn btn--small";
    open.textContent = word("open");
    open.addEventListener("click", async () => {
      for (const [name, told] of note.fields) if (form.elements[name] && !["csrfmiddlewaretoken", "met"].includes(name)) form.elements[name].value = told;
      await drop(note.once);
      await show();
      form.elements.content.focus();
    });
    line.append(open);
  }
  return line;
}

async function keep(event) {
  if (navigator.onLine && (await pass())?.account) return form.submit();
  const told = new FormData(form);
  const files = [...form.elements.file.files].map((blob) => ({ name: blob.name, blob }));
  const firm = form.elements.firm.selectedOptions[0]?.textContent ?? "";
  told.delete("file");
  try {
    await hold({ once: told.get("once"), account, firm, fields: [...told.entries()], files, at: Date.now() });
  } catch {
    return show(word("no-place"));
  }
  form.reset();
  form.elements.once.value = crypto.randomUUID();
  await show(word("kept"));
  place.scrollIntoView({ block: "start" });
}

if (form && place) {
  watchSignature(form);
  form.addEventListener("submit", (event) => { event.preventDefault(); keep(event); });
  place.querySelector("[data-queue-send]").addEventListener("click", sendAll);
  window.addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
  navigator.serviceWorker?.register("/sw.js").then(async () => {
    (await navigator.serviceWorker.ready).active?.postMessage("keep");
  }).catch(() => undefined);
  sendAll();
}
