// Everything here makes a page quicker; every page reads and sends without it.
import { announceErrors } from "./parts/errors.js";
import { watchCopying } from "./parts/copying.js";
import { keepDrafts } from "./parts/drafts.js";
import { pauseStreams } from "./parts/streams.js";
import { watchFiles } from "./parts/files.js";
import { watchKeys, watchMenus, watchToasts } from "./parts/keys.js";
import { watchTicks } from "./parts/ticks.js";

pauseStreams();
announceErrors();
watchKeys();
watchMenus();
watchToasts();

function dress(root) {
  keepDrafts(root);
  watchFiles(root);
  watchTicks(root);
  watchCopying(root);
}

dress(document);
document.addEventListener("htmx:load", (event) => event.detail.elt !== document.body && dress(event.detail.elt));
