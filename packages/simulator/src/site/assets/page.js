const REFRESH_MS = 2000;

const status = document.querySelector("#status");

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const { copy, provider, scenario, reset } = button.dataset;
  try {
    if (copy) await copyText(copy);
    else if (scenario) await queueNext(provider, scenario);
    else if (reset !== undefined) await resetAll();
  } catch (error) {
    say(`Request failed: ${error.message}`);
  }
});

async function copyText(text) {
  await navigator.clipboard.writeText(text);
  say(`Copied ${text}`);
}

async function queueNext(provider, scenario) {
  await post("/api/next", { provider, scenario });
  say(`Scenario of the next call to ${provider}: ${scenario}`);
  await refresh();
}

async function resetAll() {
  await post("/api/reset", {});
  say("Reset: calls, images and scenarios are gone");
  await refresh();
}

async function post(path, body) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error((await response.json()).error);
}

function say(text) {
  status.textContent = text;
}

/** Updates the live parts from a newer version of this page. Open details stay open. */
async function refresh() {
  const response = await fetch("/");
  const newer = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = newer.querySelector(`[data-live="${part.dataset.live}"]`);
    if (next) replace(part, next);
  }
}

const shown = new Map();

function replace(part, next) {
  const { innerHTML } = next;
  if (shown.get(part) === innerHTML) return;
  const first = !shown.has(part);
  shown.set(part, innerHTML);
  if (first && part.innerHTML === innerHTML) return;
  const open = new Set([...part.querySelectorAll("details[open]")].map(({ dataset }) => dataset.key));
  for (const details of next.querySelectorAll("details")) details.open = open.has(details.dataset.key);
  const focused = part.contains(document.activeElement) && document.activeElement.closest("details")?.dataset.key;
  part.replaceChildren(...next.childNodes);
  if (focused) part.querySelector(`details[data-key="${CSS.escape(focused)}"] summary`)?.focus();
}

setInterval(() => {
  if (!document.hidden) refresh().catch(() => say("The simulator does not respond"));
}, REFRESH_MS);
