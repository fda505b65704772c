// Loads and starts the program. The Content-Security-Policy allows no inline script, so this is a
// file of its own; what to load stands in the preload links which the build writes into the page.
const address = (selector) => document.querySelector(selector).href;

try {
  const program = await import(address('link[rel="modulepreload"]'));
  await program.default({ module_or_path: address('link[type="application/wasm"]') });
  // For when there is no network. Where a browser does not allow it, the page works all the same.
  navigator.serviceWorker?.register("offline.js").catch(() => {});
} catch (error) {
  console.error(error);
  const app = document.getElementById("app");
  const message = document.getElementById("start-failed").content.cloneNode(true);
  message.querySelector("button").addEventListener("click", () => location.reload());
  app.replaceChildren(message);
}
