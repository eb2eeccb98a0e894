"use strict";

const body = document.body;
const root = document.documentElement;

// --- Theme: the other one than is shown now, and remembered.
document.getElementById("theme").addEventListener("click", () => {
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {
    // It holds for this page then.
  }
});

// --- Menu, where there is no room for the contents beside the text.
const menu = document.getElementById("menu");
const contents = document.getElementById("contents");
menu.addEventListener("click", () => {
  menu.setAttribute("aria-expanded", String(contents.classList.toggle("open")));
});
const here = contents.querySelector("[aria-current]");
if (here && contents.scrollHeight > contents.clientHeight) {
  contents.scrollTop = here.offsetTop - contents.clientHeight / 3;
}

// --- Language: the same page at the same anchor, if the other page has it; headings' own names differ, so there is the number.
document.getElementById("language").addEventListener("click", (event) => {
  const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4)")];
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3).length;
  event.currentTarget.hash = passed > 1 ? `heading-${passed}` : "";
});
const place = location.hash.match(/^#heading-(\d+)$/);
if (place) {
  const heading = document.querySelectorAll("article :is(h1, h2, h3, h4)")[Number(place[1]) - 1];
  if (heading) {
    history.replaceState(null, "", `#${heading.id}`);
    heading.scrollIntoView();
  }
}

// --- Code: colours, and a button that copies. Of a console it copies what is typed.
for (const code of document.querySelectorAll("pre code[class*=language-]")) {
  const language = code.className.replace(/.*language-/, "");
  if (language !== "text" && hljs.getLanguage(language)) {
    code.innerHTML = hljs.highlight(code.textContent, { language }).value;
  }
}
for (const figure of document.querySelectorAll("figure.code")) {
  const button = document.createElement("button");
  button.className = "copy";
  button.type = "button";
  button.textContent = body.dataset.copy;
  button.addEventListener("click", async () => {
    const text = figure.classList.contains("console")
      ? [...figure.querySelectorAll(".command")].map((command) => command.textContent).join("\n") + "\n"
      : figure.querySelector("code").textContent;
    await navigator.clipboard.writeText(text);
    button.textContent = body.dataset.copied;
    button.classList.add("done");
    setTimeout(() => {
      button.textContent = body.dataset.copy;
      button.classList.remove("done");
    }, 1500);
  });
  figure.append(button);
}

// --- Headings can be linked to.
for (const heading of document.querySelectorAll("article :is(h2, h3, h4)[id]")) {
  const link = document.createElement("a");
  link.className = "to";
  link.href = `#${heading.id}`;
  link.textContent = "#";
  link.setAttribute("aria-label", heading.textContent);
  heading.append(link);
}

// --- Search, in the browser: the index is fetched when somebody begins to search.
const search = document.getElementById("search");
const found = document.getElementById("found");
let index; // a promise of { entries, lunr }
let selected = -1;

/** A word without its ending, so that one form finds the others. */
function stem(token) {
  const word = token.toString().replaceAll("ё", "е");
  if (!/[а-я]/.test(word)) return lunr.stemmer(token.update(() => word));
  return token.update(() =>
    word.length < 5
      ? word
      : word.replace(
          /(?<=[а-я]{3})(иями|ями|ами|иях|ях|ах|ием|ого|его|ому|ему|ыми|ими|ться|тся|ешь|ете|ов|ев|ей|ий|ый|ой|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем|ам|ям|ию|ия|ть|ет|ут|ют|ит|ат|ят|а|е|и|о|у|ы|ь|ю|я|й)$/,
          "",
        ),
  );
}

function words(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

async function load() {
  const entries = await (await fetch(`/-/index.${body.dataset.language}.json`)).json();
  lunr.tokenizer.separator = /[^\p{L}\p{N}_]+/u;
  lunr.Pipeline.registerFunction(stem, "stem");
  const built = lunr(function () {
    this.pipeline.reset();
    this.searchPipeline.reset();
    this.pipeline.add(stem);
    this.ref("number");
    this.field("title", { boost: 8 });
    this.field("text");
    entries.forEach((entry, number) => this.add({ number, title: entry.title, text: entry.text }));
  });
  return { entries, lunr: built };
}

function find({ entries, lunr: built }, asked) {
  const all = asked.map((word) => stem(new lunr.Token(word)).toString());
  return built
    .query((query) => {
      for (const word of all) {
        query.term(word, { usePipeline: false, boost: 10 });
        query.term(word, { usePipeline: false, boost: 3, wildcard: lunr.Query.wildcard.TRAILING });
        if (word.length > 4) query.term(word, { usePipeline: false, editDistance: 1 });
      }
    })
    .slice(0, 12)
    .map((result) => entries[result.ref]);
}

/** Some of the text around the first word that was asked for, with all of them marked. */
function excerpt(text, asked) {
  const pattern = new RegExp(`(${asked.map((word) => stem(new lunr.Token(word)).toString()).join("|")})`, "iu");
  const at = Math.max(0, text.search(pattern));
  const from = at < 60 ? 0 : text.indexOf(" ", at - 50) + 1;
  return text
    .slice(from, from + 170)
    .split(new RegExp(pattern.source, "giu"))
    .map((part, i) => {
      if (i % 2 === 0) return document.createTextNode(part);
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    });
}

function show(results, asked) {
  selected = -1;
  found.replaceChildren(
    ...results.map((entry, i) => {
      const item = document.createElement("li");
      item.id = `found-${i}`;
      item.role = "option";
      const link = document.createElement("a");
      link.href = entry.url;
      link.tabIndex = -1;
      const title = document.createElement("b");
      title.textContent = entry.title;
      const of = document.createElement("span");
      of.className = "of";
      of.textContent = entry.page === entry.title ? "" : entry.page;
      const text = document.createElement("div");
      text.className = "text";
      text.append(...excerpt(entry.text, asked));
      link.append(title, of, text);
      item.append(link);
      return item;
    }),
  );
  if (!results.length) {
    const item = document.createElement("li");
    item.className = "nothing";
    item.textContent = body.dataset.nothing;
    found.append(item);
  }
  open(true);
}

function open(isOpen) {
  found.hidden = !isOpen;
  search.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) search.removeAttribute("aria-activedescendant");
}

search.addEventListener("input", async () => {
  const asked = words(search.value);
  if (!asked.length) {
    open(false);
    return;
  }
  index ??= load();
  const loaded = await index;
  if (String(words(search.value)) === String(asked)) show(find(loaded, asked), asked);
});
search.addEventListener("keydown", (event) => {
  const items = [...found.querySelectorAll("[role=option]")];
  if (event.key === "Escape") {
    open(false);
    search.blur();
  } else if (event.key === "Enter" && items.length && !found.hidden) {
    items[Math.max(0, selected)].querySelector("a").click();
    open(false);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && items.length) {
    event.preventDefault();
    selected = (selected + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === selected)));
    items[selected].scrollIntoView({ block: "nearest" });
    search.setAttribute("aria-activedescendant", items[selected].id);
  }
});
document.addEventListener("click", (event) => {
  if (!event.target.closest(".search") || event.target.closest("#found a")) open(false);
});

// --- Keys, for who stands beside a projector: / searches, the arrows turn pages.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, pre, .scroll") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    search.focus();
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    document.querySelector(`.turn [rel=${event.key === "ArrowLeft" ? "prev" : "next"}]`)?.click();
  }
});
