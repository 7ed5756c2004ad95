// Server-sent events for htmx that rest while nobody looks: closed when the tab is hidden, opened again with ?since=.
const RETRY = [2000, 5000, 15000, 30000];

class RestingSource extends EventTarget {
  constructor(url) {
    super();
    this.url = url;
    this.names = new Set();
    this.tries = 0;
    this.stopped = false;
    this.paused = false;
    this.look = () => this.turn();
    document.addEventListener("visibilitychange", this.look);
    RestingSource.all.add(this);
    this.turn();
  }

  get readyState() {
    return this.stopped ? EventSource.CLOSED : this.inner?.readyState ?? EventSource.CONNECTING;
  }

  addEventListener(name, listener, options) {
    super.addEventListener(name, listener, options);
    this.names.add(name);
    this.inner?.addEventListener(name, this.pass);
  }

  pass = (event) => {
    if (event.lastEventId) this.last = event.lastEventId;
    this.dispatchEvent(new MessageEvent(event.type, { data: event.data, lastEventId: event.lastEventId }));
  };

  turn() {
    clearTimeout(this.timer);
    this.inner?.close();
    this.inner = null;
    if (this.stopped || this.paused || document.hidden) return this.show(false);
    const url = new URL(this.url, location.href);
    if (this.last) url.searchParams.set("since", this.last);
    const inner = (this.inner = new EventSource(url, { withCredentials: true }));
    for (const name of this.names) inner.addEventListener(name, this.pass);
    inner.addEventListener("notices", (event) => countNotices(event.data));
    inner.onopen = (event) => { this.tries = 0; this.show(true); this.onopen?.(event); };
    inner.onerror = () => {
      inner.close();
      this.show(false);
      this.timer = setTimeout(() => this.turn(), RETRY[Math.min(this.tries++, RETRY.length - 1)]);
    };
  }

  show(on) {
    for (const sign of document.querySelectorAll("[data-live-state]")) {
      sign.classList.toggle("is-off", !on);
      sign.textContent = on ? sign.dataset.on : sign.dataset.off;
    }
  }

  close() {
    this.stopped = true;
    document.removeEventListener("visibilitychange", this.look);
    RestingSource.all.delete(this);
    this.turn();
  }
}
RestingSource.all = new Set();

function countNotices(count) {
  const sign = document.getElementById("notices-count");
  if (!sign) return;
  sign.hidden = count === "0";
  sign.querySelector("[data-count]").textContent = count;
}

export function pauseStreams() {
  if (!window.htmx) return;
  window.htmx.createEventSource = (url) => new RestingSource(url);
  addEventListener("pagehide", () => RestingSource.all.forEach((source) => source.inner?.close()));
  addEventListener("pageshow", (event) => event.persisted && RestingSource.all.forEach((source) => source.turn()));
  for (const pause of document.querySelectorAll("[data-live-pause]")) {
    pause.hidden = false;
    pause.addEventListener("click", () => {
      const stop = pause.getAttribute("aria-pressed") !== "true";
      pause.setAttribute("aria-pressed", String(stop));
      pause.querySelector("span").textContent = stop ? pause.dataset.play : pause.dataset.pause;
      RestingSource.all.forEach((source) => { source.paused = stop; source.turn(); });
    });
  }
}
