// Completion for search boxes: the combobox of the ARIA Authoring Practices with a listbox popup, list autocomplete and
// manual selection. The form works without this, and with a server that doesn't answer.
const PAUSE = 120; // milliseconds after the last letter
const KEPT = 100; // answers
// Places among the options.
const [FIRST, LAST, NONE] = [0, -1, undefined];

let boxes = 0;

class Completion {
  constructor(form, input) {
    this.input = input;
    this.address = new URL("complete", form.action);
    this.kept = new Map();
    this.active = -1;
    const id = `complete-${++boxes}`;
    this.list = Object.assign(document.createElement("div"), { id, className: "complete", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.status = Object.assign(document.createElement("div"), { className: "visually-hidden" });
    this.status.setAttribute("role", "status");
    form.append(this.list, this.status);
    // A search field has a role of its own that can't be a combobox's.
    Object.assign(input, { type: "text", inputMode: "search", enterKeyHint: "search", autocomplete: "off" });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", (event) => event.isComposing || this.ask(PAUSE));
    input.addEventListener("compositionstart", () => this.close());
    input.addEventListener("compositionend", () => this.ask(PAUSE));
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    // A press on the list leaves the focus where it is.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.accept(event.target.closest("[role=option]")));
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  // `place` is the option that has the visual focus when the answer comes: none while one types.
  ask(pause, place = NONE) {
    clearTimeout(this.timer);
    this.request?.abort();
    this.mark(NONE);
    const typed = this.input.value.trim();
    if (typed) this.timer = setTimeout(() => this.fetch(typed, place), pause);
    else this.close();
  }

  async fetch(typed, place) {
    const request = new AbortController();
    this.request = request;
    try {
      const answer = this.kept.get(typed) ?? (await this.load(typed, request.signal));
      if (request.signal.aborted || document.activeElement !== this.input) return;
      this.show(answer, place);
    } catch {
      // No suggestions: the form still searches.
      if (!request.signal.aborted) this.close();
    }
  }

  async load(typed, signal) {
    this.address.search = new URLSearchParams({ q: typed });
    const response = await fetch(this.address, { signal, headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.status);
    const answer = await response.json();
    if (this.kept.size >= KEPT) this.kept.clear();
    this.kept.set(typed, answer);
    return answer;
  }

  show({ label, status, groups }, place) {
    this.list.setAttribute("aria-label", label);
    this.list.replaceChildren(...groups.map((group, number) => this.group(group, number)));
    this.status.textContent = status;
    this.toggle(groups.length > 0, place);
  }

  group({ label, items }, number) {
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", `${this.list.id}-${number}`);
    const heading = Object.assign(document.createElement("div"), { id: `${this.list.id}-${number}`, className: "complete__group", textContent: label });
    heading.setAttribute("role", "presentation");
    group.append(heading, ...items.map((item, place) => this.option(item, `${this.list.id}-${number}-${place}`)));
    return group;
  }

  option({ text, lang, dir, url, detail }, id) {
    const option = Object.assign(document.createElement("div"), { id, className: "complete__option" });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    const words = Object.assign(document.createElement("bdi"), { textContent: text, lang, dir });
    const about = Object.assign(document.createElement("span"), { className: "complete__detail", textContent: detail });
    option.append(words, ...(detail ? [" ", about] : []));
    return option;
  }

  toggle(open, place = NONE) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.mark(open ? place : NONE);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.status.textContent = "";
    if (!this.list.hidden) this.toggle(false);
  }

  mark(place) {
    const options = this.options;
    const chosen = place === NONE ? undefined : options.at(place);
    this.active = options.indexOf(chosen);
    options.forEach((option) => option.setAttribute("aria-selected", String(option === chosen)));
    if (!chosen) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  accept(option) {
    if (option) location.assign(option.dataset.url);
  }

  // What each key does stands in the practices' pattern; keys that aren't named here do what they do in any field.
  press(event) {
    // While a word is composed, its keys are the input method's.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const count = this.options.length;
    const open = !this.list.hidden;
    const handled = {
      ArrowDown: () => (open ? this.mark((this.active + 1) % count) : this.reopen(event.altKey ? NONE : FIRST)),
      ArrowUp: () => (open ? this.mark(this.active > 0 ? this.active - 1 : LAST) : this.reopen(LAST)),
      Enter: () => open && this.active >= 0 && (this.accept(this.options[this.active]), true),
      Escape: () => (open ? this.close() : (this.input.value = ""), true),
      Tab: () => (this.close(), false),
      Home: () => (this.mark(NONE), false),
      End: () => (this.mark(NONE), false),
      ArrowLeft: () => (this.mark(NONE), false),
      ArrowRight: () => (this.mark(NONE), false),
    }[event.key];
    if (handled && handled() !== false) event.preventDefault();
  }

  // After Escape, or before anything was asked.
  reopen(place) {
    if (this.options.length && this.input.value.trim()) this.toggle(true, place);
    else this.ask(0, place);
  }
}

for (const form of document.querySelectorAll("form.search[role=search]:not([data-plain])")) {
  const input = form.querySelector("input[name=q]");
  if (input) new Completion(form, input);
}
