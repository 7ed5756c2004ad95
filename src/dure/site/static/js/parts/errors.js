// A request of htmx that failed says why and what to do, and leaves the form as it was.
import { notice, word } from "./words.js";

const BY_STATUS = { 401: "signed-out", 403: "not-allowed", 404: "not-allowed", 409: "changed", 412: "changed", 429: "too-many" };

function told(xhr) {
  const kind = xhr.getResponseHeader("Content-Type") ?? "";
  if (kind.includes("json")) {
    try {
      const problem = JSON.parse(xhr.responseText);
      return problem.detail || problem.title || "";
    } catch {
      return "";
    }
  }
  if (kind.includes("html")) {
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    return page.querySelector("[data-problem]")?.textContent.trim() ?? "";
  }
  return "";
}

function signIn() {
  const { signIn: address } = document.body.dataset;
  if (!address) return [];
  const link = document.createElement("a");
  link.className = "btn btn--small";
  link.href = `${address}?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = word("sign-in");
  return [link];
}

export function announceErrors() {
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf-token"]')?.content;
    if (token) event.detail.headers["X-CSRFToken"] = token;
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr, elt } = event.detail;
    const form = elt.closest("form");
    const actions = xhr.status === 401 ? signIn() : [];
    notice(told(xhr) || word(BY_STATUS[xhr.status] ?? "wrong"), { actions, before: form });
  });
  document.addEventListener("htmx:sendError", (event) => notice(word("offline"), { before: event.detail.elt.closest("form") }));
  document.addEventListener("htmx:timeout", () => notice(word("slow")));
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (form?.previousElementSibling?.matches(".notice--late[role=alert]")) form.previousElementSibling.remove();
  });
  const wrong = document.querySelector("[data-errors]");
  if (wrong) wrong.focus();
}
