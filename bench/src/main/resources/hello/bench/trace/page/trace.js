// What moves: pointing at a span or at a line, and the replay. All that there is to see stands in the page without this.
"use strict";

const HOLD = 700; // how long the replay stands at an event, in milliseconds
const FLASH = 350; // how long a line stays marked at least, however short what happened on it
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** One run: its drawing, its source, and its spans in the order in which they began. Times are milliseconds of the story. */
class Run {
  constructor(section) {
    this.section = section;
    this.says = section.querySelector(".says");
    this.atRest = [...this.says.childNodes];
    this.source = section.querySelector(".source");
    this.svg = section.querySelector("svg");
    this.cursor = section.querySelector(".cursor");
    this.veil = section.querySelector(".veil");
    this.pointer = section.querySelector(".pointer");
    const { left, right, millis } = this.svg.dataset;
    this.left = Number(left);
    this.right = Number(right);
    this.scale = (this.right - this.left) / Number(millis);
    this.lines = new Map([...section.querySelectorAll("li.took")].map((line) => [line.id, line]));
    this.spans = [...section.querySelectorAll("a.span")].map((element) => ({
      element,
      run: this,
      from: Number(element.dataset.from),
      to: Number(element.dataset.to),
      drawnTo: Number(element.dataset.drawnTo), // only of what is drawn wider than it lasted
      line: this.lines.get(element.getAttribute("href")?.slice(1)),
      took: new Set((element.dataset.took ?? "").split(" ").filter(Boolean)),
      who: element.dataset.who,
      shade: [...element.classList].find((name) => /^c\d$/.test(name)),
      says: element.querySelector("title").textContent,
      flashUntil: 0,
    }));
    this.spans.sort((a, b) => a.from - b.from);
    this.byElement = new Map(this.spans.map((span) => [span.element, span]));
    // The browser's own tooltip would cover what the sentence below the drawing says already.
    for (const { element, says } of this.spans) {
      element.setAttribute("aria-label", says);
      element.querySelector("title").remove();
    }
    this.rove(this.spans.map((span) => span.element), this.spans[0]?.element);
    const links = [...this.lines.values()].map((line) => line.querySelector("a"));
    this.rove(links, links[0]);
    // The story begins further down than the imports.
    const took = [...this.lines.values()];
    const remembered = (what) => took.find((line) => line.querySelector(".badge").textContent.includes(what));
    const begin = remembered("blocked") ?? remembered("unmounted") ?? remembered("ran") ?? took[0];
    if (begin) this.reveal(begin);
  }

  /** Of many things one is reached with Tab; keys lead from there to the others. */
  rove(elements, stop) {
    for (const element of elements) element.tabIndex = element === stop ? 0 : -1;
  }

  /** Marks what a span is about: itself, its line, and the sentence. None: as it was at rest. */
  show(span) {
    for (const other of this.section.querySelectorAll(".chosen")) other.classList.remove("chosen");
    this.section.classList.toggle("pointing", Boolean(span));
    if (!span) {
      this.says.replaceChildren(...this.atRest);
      return;
    }
    span.element.classList.add("chosen");
    const shape = span.element.querySelector(".shape").getBBox();
    this.pointer.setAttribute("transform", `translate(${shape.x + Math.min(shape.width / 2, 14)} ${shape.y})`);
    const words = document.createElement("span");
    words.textContent = span.says;
    this.says.replaceChildren(words);
    if (span.line) {
      span.line.classList.add("chosen");
      this.reveal(span.line);
      const code = document.createElement("code");
      code.textContent = span.line.querySelector("code").textContent.trim();
      this.says.append(code);
    }
  }

  /** Scrolls the source, not the page. */
  reveal(line) {
    const box = this.source.getBoundingClientRect();
    const place = line.getBoundingClientRect();
    const margin = box.height / 4;
    if (place.top < box.top + margin || place.bottom > box.bottom - margin) {
      this.source.scrollTo({
        top: this.source.scrollTop + place.top - box.top - box.height / 2.5,
        behavior: "instant",
      });
    }
  }

  /** Marks the spans in which a line took part; none: all stand equal again. */
  mark(line) {
    this.svg.classList.toggle("marking", Boolean(line));
    for (const { element, took } of this.spans) element.classList.toggle("took-part", Boolean(line) && took.has(line.id));
  }

  /** The story so far: what began later is covered, and the lines on which somebody is now are marked. */
  tell(millis, now, playing) {
    let x = this.left + millis * this.scale;
    const here = new Map();
    for (const span of this.spans) {
      if (span.from > millis) {
        span.flashUntil = 0;
        continue;
      }
      if (span.drawnTo) x = Math.max(x, span.drawnTo);
      if (span.flashUntil === 0) span.flashUntil = playing ? now + FLASH : now;
      // A client's wait leads to a line too, that of whoever keeps it waiting; but it is not the client who is there.
      if (span.line && span.took.size > 0 && (millis < span.to || now < span.flashUntil)) {
        here.set(span.line, [...(here.get(span.line) ?? []), span]);
      }
    }
    this.placeCursor(x);
    for (const line of this.lines.values()) {
      line.classList.toggle("now", here.has(line));
      line.querySelector(".here").replaceChildren(...new Map((here.get(line) ?? [])
        .map((span) => [span.who, chip(span)])).values());
    }
  }

  placeCursor(x) {
    const at = Math.min(x, this.right);
    this.cursor.setAttribute("x1", at);
    this.cursor.setAttribute("x2", at);
    this.veil.setAttribute("x", at);
    this.veil.setAttribute("width", Math.max(0, Number(this.veil.dataset.to) - at));
  }

  untell() {
    this.show(null);
    this.mark(null);
    for (const line of this.lines.values()) {
      line.classList.remove("now");
      line.querySelector(".here").replaceChildren();
    }
  }
}

function chip({ who, shade }) {
  const letter = document.createElement("b");
  letter.className = `chip ${shade ?? ""}`;
  letter.textContent = who || "•";
  return letter;
}

const runs = [...document.querySelectorAll("section.server")].map((section) => new Run(section));
const bar = document.querySelector(".bar");
const controls = Object.fromEntries([...bar.querySelectorAll("[data-do]")].map((one) => [one.dataset.do, one]));
const said = bar.querySelector(".said");
const end = Math.max(...runs.map((run) => Number(run.svg.dataset.millis)));

/** The replay. The run in hand is stepped through; the others follow the clock. */
const story = { run: runs[0], span: null, millis: 0, playing: false, telling: false, held: 0, last: 0 };

function tell() {
  if (!story.telling) {
    story.telling = true;
    document.body.classList.add("telling");
  }
  const now = performance.now();
  for (const run of runs) {
    run.tell(story.millis, now, story.playing);
    if (run !== story.run) run.show(run.spans.findLast((span) => span.from <= story.millis) ?? null);
  }
  controls.time.value = story.millis;
  controls.time.setAttribute("aria-valuetext", clock(story.millis));
  bar.querySelector("output").textContent = clock(story.millis);
}

function clock(millis) {
  return `${(millis / 1000).toFixed(millis < 10000 ? 4 : 2)} s`;
}

/** Takes a run in hand: keys step through it. */
function take(run) {
  if (!run) return;
  story.run = run;
  controls.run.value = runs.indexOf(run);
  for (const one of runs) one.section.classList.toggle("in-hand", one === run && runs.length > 1);
}

/** A span is chosen: it, its line and its sentence are shown until another is. */
function choose(span, { byKey = false } = {}) {
  take(span.run);
  story.span = span;
  span.run.rove(span.run.spans.map((one) => one.element), span.element);
  span.run.show(span);
  if (byKey) {
    if (document.activeElement?.closest("a.span")) span.element.focus({ preventScroll: true });
    else said.textContent = span.says;
    span.run.section.querySelector(".chart").scrollIntoView({ block: "nearest" });
    follow(span);
  }
}

/** Where the drawing scrolls in its own box, it scrolls to the span. */
function follow({ element, run }) {
  const box = run.svg.parentElement;
  const place = element.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (place.left < frame.left || place.left > frame.right - 40) box.scrollLeft += place.left - frame.left - 60;
}

/** One event on or back. A story that is not being told begins at the beginning, or at the span that is chosen. */
function step(by) {
  pause();
  const spans = story.run.spans;
  const at = spans.indexOf(story.span);
  const next = at < 0 ? spans.findLastIndex((span) => span.from < story.millis) + (by > 0 ? 1 : 0) : at + by;
  goTo(Math.min(Math.max(next, 0), spans.length - 1));
}

function goTo(index) {
  const span = story.run.spans[index];
  if (!span) return;
  story.millis = span.from;
  choose(span, { byKey: true });
  tell();
}

function play() {
  if (!story.telling || story.millis >= end) {
    story.millis = 0;
    story.span = null;
    story.run.show(null);
  }
  story.playing = true;
  story.held = 0;
  story.last = performance.now();
  shown();
  tell();
  requestAnimationFrame(frame);
}

function pause() {
  story.playing = false;
  shown();
}

function shown() {
  controls.play.textContent = story.playing ? "❚❚ Pause" : "▶ Play";
  controls.play.setAttribute("aria-pressed", story.playing);
}

/** The clock goes on, and stands still for a moment at each event of the run in hand: most last microseconds. */
function frame(now) {
  if (!story.playing) return;
  const passed = Math.min(now - story.last, 100);
  story.last = now;
  if (story.held > 0) {
    story.held -= passed;
  } else {
    const spans = story.run.spans;
    const at = spans.indexOf(story.span);
    const next = at < 0 ? spans.find((span) => span.from >= story.millis) : spans[at + 1];
    const to = story.millis + passed * Number(controls.speed.value);
    // Who asks for less motion gets steps: from event to event, and nothing in between.
    if (next && (next.from <= to || calm.matches)) {
      story.millis = Math.max(story.millis, next.from);
      choose(next);
      follow(next);
      story.held = controls.hold.checked || calm.matches ? HOLD : 0;
    } else {
      story.millis = Math.min(to, end);
    }
  }
  tell();
  if (story.millis >= end && story.held <= 0) pause();
  else requestAnimationFrame(frame);
}

/** The whole picture again. */
function rest() {
  pause();
  story.telling = false;
  story.span = null;
  story.millis = 0;
  document.body.classList.remove("telling");
  for (const run of runs) run.untell();
  controls.time.value = 0;
  bar.querySelector("output").textContent = "all";
}

function speed(by) {
  const select = controls.speed;
  select.selectedIndex = Math.min(Math.max(select.selectedIndex + by, 0), select.options.length - 1);
  said.textContent = `speed ${select.selectedOptions[0].textContent}`;
}

const doing = {
  first: () => { pause(); goTo(0); },
  back: () => step(-1),
  play: () => (story.playing ? pause() : play()),
  on: () => step(1),
  last: () => { pause(); goTo(story.run.spans.length - 1); },
  all: rest,
};
for (const [name, act] of Object.entries(doing)) controls[name].addEventListener("click", act);
controls.run.addEventListener("change", () => {
  take(runs[controls.run.value]);
  story.span = null;
  story.run.section.scrollIntoView({ block: "start" });
});
controls.time.max = end;
controls.time.addEventListener("input", () => {
  pause();
  story.millis = Number(controls.time.value);
  const span = story.run.spans.findLast((one) => one.from <= story.millis);
  if (span) choose(span);
  tell();
});

const keys = {
  " ": doing.play, ArrowRight: doing.on, ArrowLeft: doing.back, Home: doing.first, End: doing.last, Escape: rest,
  "+": () => speed(1), "=": () => speed(1), "-": () => speed(-1),
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const target = event.target;
  if (target.closest("select, input")) return; // they have these keys themselves
  if (event.key === " " && target.closest("button, summary")) return;
  if (/^(ArrowUp|ArrowDown)$/.test(event.key) && target.closest("li.took")) {
    const run = runs.find((one) => one.section.contains(target));
    const links = [...run.lines.values()].map((line) => line.querySelector("a"));
    const link = links[links.indexOf(target) + (event.key === "ArrowUp" ? -1 : 1)];
    if (link) {
      run.rove(links, link);
      link.focus({ preventScroll: true });
      run.reveal(link.closest("li"));
    }
    event.preventDefault();
  } else if (keys[event.key]) {
    keys[event.key]();
    event.preventDefault();
  } else if (runs[Number(event.key) - 1]) {
    take(runs[Number(event.key) - 1]);
    story.span = null;
    story.run.section.scrollIntoView({ block: "start" });
  }
});

// Pointing: what is under the pointer or has the focus is shown for as long as it is; a click or a tap keeps it.
for (const run of runs) {
  const spanOf = (event) => run.byElement.get(event.target.closest("a.span"));
  const lineOf = (event) => event.target.closest("li.took");
  run.svg.addEventListener("pointerover", (event) => {
    const span = spanOf(event);
    if (span && !story.playing) run.show(span);
  });
  run.svg.addEventListener("pointerout", (event) => {
    if (spanOf(event) && !story.playing) run.show(story.span?.run === run ? story.span : null);
  });
  run.svg.addEventListener("focusin", (event) => {
    const span = spanOf(event);
    if (span && span !== story.span && !story.playing) choose(span);
  });
  run.svg.addEventListener("click", (event) => {
    const span = spanOf(event);
    if (!span) return;
    event.preventDefault(); // the link is for pages without scripts
    pause();
    choose(span);
    if (story.telling) {
      story.millis = span.from;
      tell();
    }
  });
  if (!run.source) continue; // a foreign server brings none
  run.source.addEventListener("pointerover", (event) => run.mark(lineOf(event) ?? run.kept));
  run.source.addEventListener("pointerleave", () => run.mark(run.kept));
  run.source.addEventListener("focusin", (event) => run.mark(lineOf(event)));
  run.source.addEventListener("focusout", () => {
    run.kept = null;
    run.mark(null);
  });
  run.source.addEventListener("click", (event) => {
    const line = lineOf(event);
    if (!line) return;
    event.preventDefault();
    run.kept = run.kept === line ? null : line;
    line.querySelector("a").focus({ preventScroll: true });
    run.mark(run.kept);
  });
}
take(runs[0]);
rest();
bar.hidden = false;
