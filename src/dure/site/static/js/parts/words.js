// Sentences live in the page, translated; scripts only pick them.
export function word(name, values = {}) {
  const found = document.getElementById("words")?.content.querySelector(`[data-word="${name}"]`);
  const text = found?.textContent ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

export function within(root, selector) {
  const own = root instanceof Element && root.matches(selector) ? [root] : [];
  return [...own, ...root.querySelectorAll(selector)];
}

export function say(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

export function icon(name) {
  const known = document.querySelector("svg.icon use");
  const sheet = (known?.getAttribute("href") ?? "").split("#")[0];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sheet}#${name}`);
  svg.append(use);
  return svg;
}

export function button(label, act, kind = "small") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn--small btn--${kind}`;
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

// A notice at the top of the page, or just before the form it is about.
export function notice(text, { kind = "late", actions = [], before = null } = {}) {
  const box = document.createElement("div");
  const said = document.createElement("div");
  const line = document.createElement("p");
  box.className = `notice notice--${kind}`;
  box.setAttribute("role", kind === "late" ? "alert" : "status");
  line.textContent = text;
  said.append(line);
  if (actions.length) {
    const row = document.createElement("div");
    row.className = "btn-row";
    row.append(...actions);
    said.append(row);
  }
  box.append(icon(kind === "late" ? "warn" : kind === "done" ? "check" : "info"), said);
  if (before) before.before(box);
  else document.getElementById("notices")?.replaceChildren(box);
  if (kind === "late") box.scrollIntoView({ block: "nearest" });
  return box;
}
