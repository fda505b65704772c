// Runs in the measured page before anything of it does. Both pages answer to the same names: boxes
// in .facets, a text .n-of-m that says how many answer, #search, a drawing named Timeline,
// <html data-ready>, and aria-busy on what still reads.
(() => {
  const bench = { content: null, answer: null, ready: null, tasks: [], shift: 0, click: false, memory: null };
  window.bench = bench;

  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      bench.memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }
  const observe = (type, see) =>
    new PerformanceObserver(list => list.getEntries().forEach(see)).observe({ type, buffered: true });
  observe("longtask", entry => bench.tasks.push([entry.startTime, entry.duration]));
  observe("layout-shift", entry => { if (!entry.hadRecentInput) bench.shift += entry.value; });

  // When the next frame has been painted: what is posted from within one comes after it.
  const channel = new MessageChannel(), waiting = [];
  channel.port1.onmessage = () => waiting.splice(0).forEach(done => done(performance.now()));
  const painted = () => new Promise(done => requestAnimationFrame(() => {
    waiting.push(done);
    channel.port2.postMessage(0);
  }));
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const text = () => document.querySelector(".n-of-m")?.textContent ?? "";
  const boxes = () => [...document.querySelectorAll(".facets input[type=checkbox]")];

  // Opening: the first frame with content, and, where asked, the first click that is answered.
  const asked = location.hash === "#click";
  let clicked, before;
  const opening = async () => {
    if (bench.content === null
      && document.querySelector("main:not(.loading)") && document.querySelector("h1")?.textContent) {
      bench.content = await painted();
    }
    if (bench.ready === null && document.documentElement.hasAttribute("data-ready")) bench.ready = performance.now();
    if (asked && bench.answer === null) {
      const box = boxes()[0];
      if (clicked && text() !== before && text() !== "") {
        bench.answer = await painted();
      } else if (box && box !== clicked) {
        [clicked, before] = [box, text()];
        box.click();
      }
    }
    if (bench.ready === null || (asked && bench.answer === null)) requestAnimationFrame(opening);
  };
  requestAnimationFrame(opening);

  bench.opened = () => bench.ready !== null && (!asked || bench.answer !== null)
    && !document.querySelector("[aria-busy=true]") && { ...bench, memory: bench.memory?.buffer.byteLength ?? 0,
      content: bench.content, nodes: document.querySelectorAll("*").length };

  // `after` takes when the frame after that was painted: a page may draw in it what it has told.
  const timed = async (samples, act, after) => {
    await pause(20);
    const from = performance.now();
    act();
    samples.push(await painted() - from);
    after?.push(await painted() - from);
  };

  const facets = async (samples, after) => {
    const all = boxes();
    for (let n = 0; n < 12; n++) {
      const id = all[n * 5 % all.length].id;
      const box = () => id ? document.getElementById(id) : all[n * 5 % all.length];
      await timed(samples, () => box()?.click(), after);
      await timed(samples, () => box()?.click(), after);
    }
  };
  const keys = async (samples, words, after) => {
    const search = document.querySelector("#search");
    const type = value => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(search, value);
      search.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    for (const word of words) {
      for (let n = 1; n <= word.length; n++) await timed(samples, () => type(word.slice(0, n)), after);
      await timed(samples, () => type(""), after);
    }
  };
  const frames = async samples => {
    const drawing = document.querySelector("svg[aria-label=Timeline]");
    const place = drawing.getBoundingClientRect();
    const at = { clientX: place.left + place.width * .6, clientY: place.top + 60, bubbles: true, cancelable: true };
    const wheel = deltaY => drawing.dispatchEvent(new WheelEvent("wheel", { ...at, deltaY, ctrlKey: true }));
    const pointer = (type, x) => drawing.dispatchEvent(new PointerEvent(type,
      { ...at, clientX: x, button: 0, buttons: 1, pointerId: 1, isPrimary: true, pointerType: "mouse" }));
    let x = at.clientX;
    for (const [turn, step] of [[-12, 24], [-12, -24], [12, -24], [12, 0]]) {
      for (let n = 0; n < 14; n++) await timed(samples, () => wheel(turn));
      // All of time is in sight again: there is nowhere to pan to.
      if (!step) continue;
      pointer("pointerdown", x);
      for (let n = 0; n < 14; n++) await timed(samples, () => pointer("pointermove", x += step));
      pointer("pointerup", x);
    }
  };

  // Each round does the same. The first warms up; of the others the quickest counts, action by
  // action: whatever else the machine does adds to what the page takes, and never takes from it.
  bench.run = async (words, rounds) => {
    const found = { facets: [], afterFacets: [], keys: [], afterKeys: [], frames: [], nodes: 0 };
    for (let round = 0; round <= rounds; round++) {
      const now = { facets: [], afterFacets: [], keys: [], afterKeys: [], frames: [] };
      await facets(now.facets, now.afterFacets);
      await keys(now.keys, words, now.afterKeys);
      await frames(now.frames);
      found.nodes = Math.max(found.nodes, document.querySelectorAll("*").length);
      if (round === 0) continue;
      for (const kind in now) found[kind] = now[kind].map((took, n) => Math.min(took, found[kind][n] ?? took));
    }
    return found;
  };

  // All actions of one kind once; how many there were.
  bench.once = async (kind, words) => {
    const samples = [];
    await { facets: () => facets(samples), keys: () => keys(samples, words), frames: () => frames(samples) }[kind]();
    return samples.length;
  };
})();
