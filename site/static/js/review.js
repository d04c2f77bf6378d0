// The report is saved as one types: on the server, and on this device only while there is no connection.
const KEY = "orrery-review-";
const PAUSE = 1200; // milliseconds without a keystroke

const values = (form) => {
  const data = new FormData(form);
  const answers = {};
  for (const [name, value] of data) {
    if (name.startsWith("answer-") && value) answers[name.slice("answer-".length)] = value;
  }
  return {
    recommendation: data.get("recommendation") ?? "",
    note: data.get("note") ?? "",
    to_editor: data.get("to_editor") ?? "",
    answers,
  };
};

const restore = (form, kept) => {
  for (const name of ["note", "to_editor"]) {
    if (kept[name]) form.elements[name].value = kept[name];
  }
  const chosen = { recommendation: kept.recommendation };
  for (const [key, value] of Object.entries(kept.answers ?? {})) chosen[`answer-${key}`] = value;
  for (const [name, value] of Object.entries(chosen)) {
    if (value && form.elements[name]) form.elements[name].value = value;
  }
};

const wipeExpired = () => {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(KEY))) {
    const { until } = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (!until || new Date(until) < new Date()) localStorage.removeItem(key);
  }
};

const watch = (form) => {
  const key = KEY + form.dataset.reviewId;
  const status = form.querySelector("[role=status]");
  let timer;

  const save = async () => {
    const typed = values(form);
    try {
      const response = await fetch(form.dataset.reviewDraft, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify(typed),
      });
      if (!response.ok) throw new Error(response.status);
      localStorage.removeItem(key);
      status.textContent = status.dataset.saved;
    } catch {
      localStorage.setItem(key, JSON.stringify({ ...typed, until: form.dataset.reviewUntil }));
      status.textContent = status.dataset.offline;
    }
  };

  const kept = localStorage.getItem(key);
  if (kept) {
    restore(form, JSON.parse(kept));
    save();
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  addEventListener("online", save);
  form.addEventListener("submit", () => clearTimeout(timer));
};

// A selection becomes the quotation of the comment on its passage.
const quoteSelections = () => {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const unit = selection?.anchorNode?.parentElement?.closest(".unit__text")?.parentElement;
    const words = selection?.toString().trim();
    if (unit && words) unit.querySelector("textarea[name=quote]").value = words;
  });
};

wipeExpired();
const finished = document.querySelector("[data-review-wipe]");
if (finished) localStorage.removeItem(KEY + finished.dataset.reviewWipe);
for (const form of document.querySelectorAll("[data-review-draft]")) watch(form);
quoteSelections();
