// The lower bound: the least work that shows the same first screen. One record fetched and parsed
// whole; columns of numbers; posting lists; a virtualised list; marks gathered by pixel. It checks
// nothing, links nothing and knows no address, no day, no details.

const ROW = 32, PITCH = 6;
const STATUSES = ["implemented", "partly implemented", "under implementation", "continuing",
  "no action reported", "overtaken by events", "not assessed"];
const $ = selector => document.querySelector(selector);
const element = (name, parent, text) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
};
const days = date => Date.parse(date.slice(0, 10)) / 864e5;

const record = await (await fetch("data/record.json")).json();
const all = record.recommendations, count = all.length;

// Columns: for each facet its values, and the numbers of each row's values.
const numbered = list => new Map(list.map((one, n) => [one.id, n]));
const sessions = numbered(record.sessions), functions = numbered(record.functions), topics = numbered(record.topics);
const facets = [
  { name: "Status", values: STATUSES, of: r => [Math.max(0, STATUSES.indexOf(r.statuses.at(-1)?.status ?? "not assessed"))] },
  { name: "Function", values: [...record.functions.map(f => f.label), "None"], of: r => [functions.get(r.function) ?? functions.size] },
  { name: "Session", values: record.sessions.map(s => s.title), of: r => [sessions.get(r.session)] },
  { name: "Topic", values: record.topics.map(t => t.title), of: r => r.topics.map(t => topics.get(t)) },
];
for (const facet of facets) {
  facet.ends = new Uint32Array(count + 1);
  const cells = [];
  all.forEach((r, n) => {
    for (const cell of facet.of(r)) cells.push(cell);
    facet.ends[n + 1] = cells.length;
  });
  facet.cells = Uint32Array.from(cells);
  facet.chosen = new Set();
  facet.counts = new Uint32Array(facet.values.length);
}
const begun = record.sessions.map(s => days(s.held ?? s.planned ?? "1970-01-01"));
const time = Float64Array.from(all, r => begun[sessions.get(r.session)]);
const lane = Uint8Array.from(all, r => functions.get(r.function) ?? functions.size);

// Posting lists of words, read in slices after the first paint.
let words = new Map(), sorted = [], read = 0;
const reading = () => {
  const until = performance.now() + 10;
  while (read < count && performance.now() < until) {
    const r = all[read];
    const text = r.title + " " + r.occurrences.map(o => o.quote).join(" ");
    for (const word of new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))) {
      const list = words.get(word);
      if (list) list.push(read); else words.set(word, [read]);
    }
    read++;
  }
  if (read < count) return setTimeout(reading);
  sorted = [...words.keys()].sort();
  document.documentElement.removeAttribute("aria-busy");
};

// What answers, and how many have each value if all other choices stay.
let shown = new Uint32Array(0);
const fails = new Uint8Array(count);
const answer = () => {
  fails.fill(0);
  const terms = $("#search").value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  for (const term of terms) {
    const hit = new Uint8Array(count);
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < term) low = middle + 1; else high = middle;
    }
    for (; low < sorted.length && sorted[low].startsWith(term); low++) {
      for (const row of words.get(sorted[low])) hit[row] = 1;
    }
    for (let n = 0; n < count; n++) if (!hit[n]) fails[n] |= 128;
  }
  facets.forEach((facet, f) => {
    facet.counts.fill(0);
    if (!facet.chosen.size) return;
    for (let n = 0; n < count; n++) {
      let has = false;
      for (let c = facet.ends[n]; c < facet.ends[n + 1]; c++) has ||= facet.chosen.has(facet.cells[c]);
      if (!has) fails[n] |= 1 << f;
    }
  });
  const rows = new Uint32Array(count);
  let found = 0;
  for (let n = 0; n < count; n++) {
    if (!fails[n]) rows[found++] = n;
    facets.forEach((facet, f) => {
      if (fails[n] & ~(1 << f)) return;
      for (let c = facet.ends[n]; c < facet.ends[n + 1]; c++) facet.counts[facet.cells[c]]++;
    });
  }
  shown = rows.subarray(0, found);
  $(".n-of-m").textContent = `${found} of ${count} recommendations`;
  for (const facet of facets) {
    facet.counts.forEach((n, value) => {
      const node = facet.nodes[value];
      if (node && node.data !== String(n)) node.data = n;
    });
  }
  list();
  draw();
};

// The list: the rows in sight, as they come.
const box = $("#rows"), sheet = box.firstChild;
const list = () => {
  sheet.style.height = `${shown.length * ROW}px`;
  const first = Math.floor(box.scrollTop / ROW), last = Math.min(shown.length, first + Math.ceil(box.clientHeight / ROW) + 1);
  sheet.replaceChildren(...Array.from({ length: Math.max(0, last - first) }, (_, n) => {
    const made = document.createElement("p");
    made.style.top = `${(first + n) * ROW}px`;
    made.textContent = all[shown[first + n]].title;
    return made;
  }));
};
box.addEventListener("scroll", list);

// The timeline: what stands on the same few pixels is one mark, as high as there are many.
const svg = $("svg");
let from = begun.reduce((a, b) => Math.min(a, b)) - 30, to = begun.reduce((a, b) => Math.max(a, b)) + 30;
const width = svg.clientWidth, lanes = functions.size + 1;
const draw = () => {
  const scale = width / (to - from), cells = Math.ceil(width / PITCH), counts = new Uint32Array(cells * lanes);
  for (let n = 0; n < shown.length; n++) {
    const row = shown[n], cell = ((time[row] - from) * scale / PITCH) | 0;
    if (cell >= 0 && cell < cells) counts[lane[row] * cells + cell]++;
  }
  const marks = [];
  counts.forEach((n, at) => {
    if (!n) return;
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect"), height = Math.min(50, 4 + 6 * Math.log2(n + 1));
    mark.setAttribute("x", (at % cells) * PITCH);
    mark.setAttribute("y", Math.floor(at / cells) * 60 + 55 - height);
    mark.setAttribute("width", PITCH - 1);
    mark.setAttribute("height", height);
    marks.push(mark);
  });
  svg.replaceChildren(...marks);
};
svg.addEventListener("wheel", event => {
  event.preventDefault();
  const x = event.clientX - svg.getBoundingClientRect().left, factor = Math.exp(event.deltaY / 100);
  const at = from + x / width * (to - from);
  [from, to] = [at - (at - from) * factor, at + (to - at) * factor];
  draw();
}, { passive: false });
let pressed;
svg.addEventListener("pointerdown", event => pressed = event.clientX);
svg.addEventListener("pointermove", event => {
  if (pressed === undefined) return;
  const by = (event.clientX - pressed) / width * (to - from);
  [from, to, pressed] = [from - by, to - by, event.clientX];
  draw();
});
svg.addEventListener("pointerup", () => pressed = undefined);

$("#title").textContent = record.title;
$("#search").addEventListener("input", answer);
for (const facet of facets) {
  const group = element("fieldset", $(".facets"));
  element("legend", group, facet.name);
  facet.nodes = facet.values.slice(0, 40).map((value, n) => {
    const label = element("label", group), input = element("input", label);
    input.type = "checkbox";
    input.addEventListener("change", () => {
      if (input.checked) facet.chosen.add(n); else facet.chosen.delete(n);
      answer();
    });
    label.append(value);
    return element("span", label, "").appendChild(document.createTextNode(""));
  });
}
document.documentElement.setAttribute("aria-busy", "true");
answer();
requestAnimationFrame(() => {
  document.documentElement.setAttribute("data-ready", "");
  setTimeout(reading);
});
