// The report and half-written comments are saved as one types: on the server, and on this device only while there is no
// connection. Forms for comments open in place; a tap on an image marks a point of it.
import { showPoints, takePoint } from "./points.js";

const KEY = "orrery-review-";
const PAUSE = 1000; // milliseconds without a keystroke
const TEXTS = ["note", "to_editor"];
const REMARK = ["text", "quote", "replacement", "severity", "point", "address"];

const desk = document.querySelector("[data-review-draft]");
// The server's clock: what was typed last wins, whatever this device's clock says.
const [arrival] = performance.getEntriesByType("navigation");
const lag = desk ? Number(desk.dataset.reviewNow) - performance.timeOrigin - (arrival?.responseStart ?? 0) : 0;

const commentForms = () => [...document.querySelectorAll("form.unit__form")];
const keyOf = (form) => `${form.elements.round.value}:${form.elements.address.value.split("/").slice(0, 2).join("/")}`;

const typedRemark = (form) => {
  const data = Object.fromEntries(REMARK.map((name) => [name, new FormData(form).get(name) ?? ""]));
  return data.text || data.replacement || data.point ? data : null;
};

const typed = (waiting) => {
  const data = new FormData(desk);
  const answers = {};
  for (const [name, value] of data) {
    if (name.startsWith("answer-") && value) answers[name.slice("answer-".length)] = value;
  }
  const comments = { ...waiting };
  for (const form of commentForms()) {
    const remark = typedRemark(form);
    if (remark) comments[keyOf(form)] = remark;
    else delete comments[keyOf(form)];
  }
  return {
    recommendation: data.get("recommendation") ?? "",
    note: data.get("note") ?? "",
    to_editor: data.get("to_editor") ?? "",
    answers,
    comments,
  };
};

const restoreReport = (kept) => {
  for (const name of TEXTS) desk.elements[name].value = kept[name] ?? "";
  const chosen = { recommendation: kept.recommendation };
  for (const [key, value] of Object.entries(kept.answers ?? {})) chosen[`answer-${key}`] = value;
  for (const [name, value] of Object.entries(chosen)) {
    if (value && desk.elements[name]) desk.elements[name].value = value;
  }
};

const openForm = (unit, remark) => {
  const shown = unit.querySelector("form.unit__form");
  if (shown) return shown;
  const copy = document.getElementById("comment-form").content.cloneNode(true);
  const form = copy.querySelector("form");
  form.elements.round.value = unit.dataset.round;
  form.elements.address.value = unit.dataset.address;
  for (const name of REMARK) {
    if (remark?.[name]) form.elements[name].value = remark[name];
  }
  const inner = form.querySelector("details");
  if (remark?.replacement) inner.open = true;
  // Only who wants to replace words needs the passage's own.
  inner.addEventListener("toggle", () => {
    if (inner.open && !form.elements.quote.value) form.elements.quote.value = unit.dataset.words;
  });
  // A cover or a level has no words to replace.
  inner.hidden = !unit.dataset.words;
  if (unit.querySelector("img")) form.querySelector(".unit__point").textContent = form.querySelector(".unit__point").dataset.hint;
  unit.querySelector("[data-comment]").setAttribute("aria-expanded", "true");
  unit.append(copy);
  return unit.querySelector("form.unit__form");
};

const restoreComments = (comments) => {
  for (const [key, remark] of Object.entries(comments ?? {})) {
    const [round, ...rest] = key.split(":");
    const unit = document.querySelector(`.unit[data-round="${CSS.escape(round)}"][data-address="${CSS.escape(rest.join(":"))}"]`);
    if (unit) openForm(unit, remark);
  }
};

const wipeExpired = () => {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(KEY))) {
    try {
      const { until } = JSON.parse(localStorage.getItem(key));
      if (until && new Date(until) > new Date()) continue;
    } catch {
      // Not ours to keep.
    }
    localStorage.removeItem(key);
  }
};

const watch = () => {
  const key = KEY + desk.dataset.reviewId;
  const status = desk.querySelector("[role=status]");
  const server = JSON.parse(desk.dataset.reviewKept);
  const device = JSON.parse(localStorage.getItem(key) ?? "null");
  // What was typed on top of the server's draft is newer than it; of two that went apart, the one typed last.
  const newest = device && (device.base === server.at || device.at > server.at) ? device : server;
  let base = server.at;
  let timer;
  let over = false;

  const keepHere = (said) => {
    localStorage.setItem(key, JSON.stringify({ ...said, base, at: Date.now() + lag, until: desk.dataset.reviewUntil }));
    status.textContent = status.dataset.offline;
  };
  const save = async () => {
    clearTimeout(timer);
    if (over) return;
    const said = typed();
    if (!navigator.onLine) {
      keepHere(said);
      return;
    }
    try {
      const response = await fetch(desk.dataset.reviewDraft, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": desk.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify(said),
        redirect: "error",
        keepalive: true,
      });
      over = response.status === 409;
      if (!response.ok && !over) throw new Error(response.status);
      base = (await response.json()).at ?? base;
      localStorage.removeItem(key);
      status.textContent = over ? status.dataset.over : status.dataset.saved;
    } catch {
      keepHere(said);
    }
  };

  if (newest === device && device) restoreReport(device);
  else localStorage.removeItem(key);
  restoreComments(newest.comments);
  if (newest === device && device) save();

  document.addEventListener("input", (event) => {
    if (!event.target.closest("form.unit__form, [data-review-draft]")) return;
    clearTimeout(timer);
    if (navigator.onLine) timer = setTimeout(save, PAUSE);
    else save();
  });
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && timer && save());
  document.addEventListener("submit", (event) => {
    clearTimeout(timer);
    timer = undefined;
    if (navigator.onLine) {
      over = over || event.target === desk;
      return;
    }
    // A form sent into nowhere would be lost with the page.
    event.preventDefault();
    save();
    const said = event.target.querySelector("[data-unsent]");
    if (said) said.textContent = said.dataset.unsent;
  });
};

const openComments = () => {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-comment]");
    if (link) {
      event.preventDefault();
      openForm(link.closest(".unit")).elements.text.focus();
      return;
    }
    const image = event.target.closest(".unit__text img");
    if (!image) return;
    const form = openForm(image.closest(".unit"));
    takePoint(image, event, form);
    form.elements.text.focus({ preventScroll: true });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
};

// A selection becomes the quotation of the comment on its passage, also one made before this script came.
const quoteSelections = () => {
  const take = () => {
    const selection = document.getSelection();
    const unit = selection?.anchorNode?.parentElement?.closest(".unit__text")?.closest(".unit");
    const words = selection?.toString().trim();
    const form = unit?.querySelector("form.unit__form");
    if (words && unit) unit.dataset.selected = words;
    if (words && form?.elements.quote) form.elements.quote.value = words;
  };
  take();
  document.addEventListener("selectionchange", take);
  document.addEventListener("pointerdown", take);
  document.addEventListener("focusin", (event) => {
    const form = event.target.closest?.("form.unit__form");
    const words = form?.closest(".unit").dataset.selected;
    if (words && form.elements.quote && !form.elements.quote.value) form.elements.quote.value = words;
  });
};

// What an address names is shown, also in a folded chapter, and read first.
const goToTarget = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const chapter = target.closest("details.chapter");
  if (chapter) chapter.open = true;
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
};

wipeExpired();
const finished = document.querySelector("[data-review-wipe]");
if (finished) localStorage.removeItem(KEY + finished.dataset.reviewWipe);
if (desk) {
  openComments();
  quoteSelections();
  watch();
  showPoints();
  goToTarget();
  addEventListener("hashchange", goToTarget);
}
