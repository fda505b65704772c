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

try {
  const program = await import(address('link[rel="modulepreload"]'));
  await program.default({ module_or_path: address('link[type="application/wasm"]') });
  // For when there is no network. Where a browser does not allow it, the page works all the same.
  navigator.serviceWorker?.register("offline.js").catch(() => {});
} catch (error) {
  console.error(error);
  document.getElementById("app").replaceChildren(message("start-failed"));
}
