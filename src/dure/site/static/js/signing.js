// A form that a firm signs on the screen of its coordinator.
import { watchSignature } from "./parts/signature.js";

for (const form of document.querySelectorAll("form:has([data-sign])")) watchSignature(form);
