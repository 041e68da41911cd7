// Search as you type. Without this script the form around the box is submitted; with it, the box lists entities of the search data.
//
// <form role="search" data-search-root="../../" data-search-files="2"><input type="search" name="q"></form>
// <div id="search-results" data-search-root="../" data-search-files="2"></div>: the search page, which lists what its address asks for.

import { createIndex, find } from "./ranking.js";

const MOST_SHOWN = 12;
const MOST_ON_PAGE = 50;
const LOADING_AFTER = 300;
const LOADING_LIMIT = 20000;

function element(name, attributes, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

async function load(root, files) {
  const limit = AbortSignal.timeout(LOADING_LIMIT);
  const loaded = await Promise.all(Array.from({ length: files }, async (_, i) => {
    const response = await fetch(`${root}search/entities-${i + 1}.json`, { signal: limit });
    if (!response.ok) {
      throw new Error(`Search data: ${response.status}`);
    }
    return response.json();
  }));
  return createIndex(loaded);
}

// Address and label of an entity's page.
function address(root, entity) {
  return root + ["catalog", entity.namespace, entity.kind, entity.name].map(encodeURIComponent).join("/") + "/";
}

function link(root, entity, attributes) {
  const made = element("a", { ...attributes, href: address(root, entity), class: "search-option" });
  const owner = entity.owner && `owned by ${entity.owner.replace(/^group:default\//, "")}`;
  made.append(element("span", { class: "search-name" }, entity.title || entity.name), " ");
  made.append(element("span", { class: "search-about" }, [entity.kind, entity.title ? entity.name : "", owner].filter(p => p).join(" · ")));
  return made;
}

function option(root, entity, id) {
  return link(root, entity, { role: "option", id, tabindex: "-1", "aria-selected": "false" });
}

function counted(shown, count) {
  return count === 0 ? "No entity found." : count > shown ? `${shown} of ${count} entities` : count === 1 ? "1 entity" : `${count} entities`;
}

function isTextField(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

class SearchBox {
  constructor(form, number) {
    this.root = form.dataset.searchRoot;
    this.files = Number(form.dataset.searchFiles);
    this.input = form.querySelector("input");
    this.id = `search-${number}`;
    this.list = element("div", { role: "listbox", id: `${this.id}-list`, "aria-label": "Entities", class: "search-list", hidden: "" });
    this.status = element("p", { role: "status", class: "search-status" });
    this.active = -1;
    this.input.after(this.list, this.status);
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", this.list.id], ["aria-autocomplete", "list"], ["autocomplete", "off"]]) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("focus", () => this.ready());
    this.input.addEventListener("input", () => this.update());
    this.input.addEventListener("keydown", event => this.key(event));
    form.addEventListener("focusout", event => {
      if (!form.contains(event.relatedTarget)) {
        this.close();
      }
    });
    // A click on an option keeps the focus in the box until it opens.
    this.list.addEventListener("mousedown", event => event.preventDefault());
  }

  // Loads the data once; a failed attempt is repeated with the next focus.
  ready() {
    if (this.loading) {
      return;
    }
    const patience = setTimeout(() => this.say("Loading the catalog…"), LOADING_AFTER);
    this.loading = load(this.root, this.files).then(
      index => {
        clearTimeout(patience);
        this.index = index;
        this.say("");
        this.update();
      },
      () => {
        clearTimeout(patience);
        this.loading = undefined;
        this.say("The search data could not be loaded. Press Enter to search on its own page.");
      });
  }

  say(text) {
    this.status.textContent = text;
  }

  update() {
    if (!this.index) {
      this.ready();
      return;
    }
    const query = this.input.value;
    const { entities, count } = find(this.index, query, MOST_SHOWN);
    this.list.replaceChildren(...entities.map((e, i) => option(this.root, e, `${this.id}-${i}`)));
    this.say(query.trim() === "" ? "" : counted(entities.length, count));
    this.open(entities.length > 0);
    this.activate(entities.length > 0 ? 0 : -1);
  }

  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  close() {
    this.open(false);
    this.activate(-1);
  }

  activate(position) {
    const options = this.list.children;
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = position;
    if (position < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    options[position].setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", options[position].id);
  }

  key(event) {
    // While an input method composes a word the keys are its own.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const count = this.list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (count > 0) {
        event.preventDefault();
        if (this.list.hidden) {
          this.open(true);
        }
        this.activate((this.active + (event.key === "ArrowDown" ? 1 : count - (this.active < 0 ? 0 : 1))) % count);
        this.list.children[this.active].scrollIntoView({ block: "nearest" });
      }
    } else if (event.key === "Enter") {
      if (!this.list.hidden && this.active >= 0) {
        event.preventDefault();
        this.list.children[this.active].click();
      }
    } else if (event.key === "Escape") {
      if (!this.list.hidden) {
        event.preventDefault();
        this.close();
      } else {
        this.input.value = "";
        this.update();
      }
    }
  }
}

// The search page, for a query in its address.
async function fill(page) {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  if (query.trim() === "" || page.children.length > 0) {
    return;
  }
  for (const input of document.querySelectorAll("main input[name=q]")) {
    input.value = query;
  }
  const status = element("p", {});
  page.append(status);
  try {
    const { entities, count } = find(await load(page.dataset.searchRoot, Number(page.dataset.searchFiles)), query, MOST_ON_PAGE);
    status.textContent = counted(entities.length, count);
    page.append(...entities.map(e => link(page.dataset.searchRoot, e, {})));
  } catch {
    status.textContent = "The search data could not be loaded. Reload the page to try again, or choose from the lists below.";
  }
}

const boxes = Array.from(document.querySelectorAll("form[data-search-files]"), (form, i) => new SearchBox(form, i + 1));

document.addEventListener("keydown", event => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && boxes.length > 0 && !isTextField(event.target)) {
    event.preventDefault();
    boxes[0].input.focus();
    boxes[0].input.select();
  }
});

const page = document.querySelector("#search-results[data-search-files]");
if (page) {
  fill(page);
}

// Typed before the script was there.
for (const box of boxes) {
  if (document.activeElement === box.input) {
    box.ready();
  }
}
