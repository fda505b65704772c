// Loads and starts the program. The Content-Security-Policy allows no inline script, so this is a
// file of its own; what to load stands in the preload links which the build writes into the page.
const address = (selector) => document.querySelector(selector).href;

// One of the page's messages for when the program cannot speak for itself, with a button that
// loads the page again.
const message = (id) => {
  const message = document.getElementById(id).content.cloneNode(true);
  message.querySelector("button").addEventListener("click", () => location.reload());
  return message;
};

// A program that ended in the middle of something (it panicked, or there was no more memory) must
// not leave the page dead without a word.
const stopped = ({ error, reason = error }) => {
  if (!(reason instanceof WebAssembly.RuntimeError) || document.getElementById("panic")) return;
  const told = message("stopped");
  told.querySelector("p:empty").textContent = location.href;
  told.querySelector("pre").textContent = reason.stack ?? reason;
  document.body.prepend(told);
};
addEventListener("error", stopped);
addEventListener("unhandledrejection", stopped);

// The messages and what the program draws in.
const parsed = new Promise((done) => {
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", done) : done();
});

try {
  // At once, while the page is still being parsed; where a host does not say that it is WebAssembly,
  // the program's own way of loading it knows what to do.
  const wasm = address('link[type="application/wasm"]');
  const compiled = WebAssembly.compileStreaming(fetch(wasm)).catch(() => wasm);
  const program = await import(address('link[rel="modulepreload"]'));
  await parsed;
  await program.default({ module_or_path: await compiled });
  // For when there is no network. Where a browser does not allow it, the page works all the same.
  navigator.serviceWorker?.register("offline.js").catch(() => {});
} catch (error) {
  console.error(error);
  await parsed;
  document.getElementById("app").replaceChildren(message("start-failed"));
}
