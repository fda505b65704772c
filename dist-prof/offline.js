// Keeps a copy of the site, so that it opens without a network after the first visit.
//
// The copy is whole and of one edition: it is made in one go, under the edition's name, and never
// mixed with another. The page and the record are asked of the network first, because they change
// under the same name; files with a hash in their name do not, and come from the copy. A page that
// came from the copy gets its record from there too, and a page that is newer than the copy never
// does.

// The build puts the list of files here, and a hash of all of them.
const { edition, files } = { edition: "l4Yjr7FgG9Ou7MEY", files: ["bundle-2de8a3d09b46d92f.css", "data/record.json", "data/texts/background-paper-2020.txt", "favicon-6ce80993a0869056.svg", "first-67f99663ab88740a.js", "./", "mandate-trail-f9b0eba138ed325a.js", "mandate-trail-f9b0eba138ed325a_bg.wasm", "start-4b7b4c77f6cb8687.js"] };

const { scope } = registration;
// The copies of other sites on this host are not ours.
const ours = `mandate-trail ${scope} `;
const copy = caches.open(ours + edition);

// For each open page whether it is of this edition; "copy" where it came from the copy. Of one that
// was opened before this worker was started anew, nothing is known.
const pages = new Map();

addEventListener("install", (event) => {
  const all = files.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(copy.then((copy) => copy.addAll(all)));
});

// Only once no page of the former edition is open any more.
addEventListener("activate", (event) => {
  const former = (name) => name.startsWith(ours) && name !== ours + edition;
  const drop = async () => {
    for (const name of await caches.keys()) if (former(name)) await caches.delete(name);
  };
  event.waitUntil(drop());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { href, search } = new URL(request.url);
  if (request.method !== "GET" || !href.startsWith(scope)) return;
  const name = href.slice(scope.length).split(/[?#]/)[0] || "./";
  if (request.mode === "navigate" && (name === "./" || name === "index.html")) {
    event.respondWith(page(event));
  } else if (files.includes(name)) {
    const answer = name.startsWith("data/") ? data(event, name, search) : program(event, name);
    event.respondWith(answer);
  }
});

async function page({ request, resultingClientId }) {
  const kept = await (await copy).match("./");
  try {
    const response = await fetch(request);
    const text = response.clone().text();
    const same = async () => (await text) === (await kept?.clone().text());
    pages.set(resultingClientId, same());
    return response;
  } catch (error) {
    pages.set(resultingClientId, "copy");
    if (kept) return kept;
    throw error;
  }
}

async function data({ request, clientId }, name, search) {
  const open = await copy;
  const page = await pages.get(clientId);
  const kept = await open.match(name);
  if (page === "copy" && kept) return kept;
  try {
    const response = await fetch(request);
    // Who publishes a record may replace that file alone.
    if (page === true && response.ok && !search) await open.put(name, response.clone());
    return response;
  } catch (error) {
    if (page !== false && kept) return kept;
    throw error;
  }
}

async function program({ request }, name) {
  return (await (await copy).match(name)) ?? fetch(request);
}
