import { type Html, html } from "./html.ts";
import type { CallState, ImageState, ProviderState, State } from "./state.ts";

/** Makes the page of a simulator. Its script updates the parts with `data-live`. */
export function pageOf({ url, providers, calls, images }: State): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Seedream simulator</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<header>
<div>
<h1>Seedream simulator</h1>
<p>Mock image providers at <code>${url}</code>. Any key works, and nothing is billed.</p>
</div>
<button type="button" data-reset>Reset</button>
</header>
<p role="status" id="status"></p>
<noscript><p>Without scripts the buttons do nothing, and the page does not update.</p></noscript>
<main>
<section aria-labelledby="providers">
<h2 id="providers">Providers</h2>
<div class="cards">${providers.map(providerCard)}</div>
</section>
<section aria-labelledby="images">
<h2 id="images">Images</h2>
<div data-live="images">${imageList(images)}</div>
</section>
<section aria-labelledby="requests">
<h2 id="requests">Requests</h2>
<div data-live="requests">${callList(calls)}</div>
</section>
</main>
</body>
</html>
`;
}

function providerCard({ name, title, baseURLs, models, scenarios, next, always }: ProviderState): Html {
  return html`<article class="card" aria-labelledby="provider-${name}">
<h3 id="provider-${name}">${title}</h3>
<ul class="addresses">${baseURLs.map(
    (address) => html`
<li><code>${address.url}</code>
<button type="button" data-copy="${address.url}" aria-label="Copy ${address.url}">Copy</button></li>`,
  )}
</ul>
<details><summary>${models.length} models</summary>
<dl class="models">${models.map(
    ({ title, ids }) => html`<dt>${title}</dt>${ids.map((id) => html`<dd><code>${id}</code></dd>`)}`,
  )}</dl>
</details>
<h4 id="scenarios-${name}">Scenario for the next call</h4>
<div class="scenarios" role="group" aria-labelledby="scenarios-${name} provider-${name}">${scenarios.map(
    (scenario) => html`
<button type="button" data-provider="${name}" data-scenario="${scenario}">${scenario}</button>`,
  )}
</div>
<div class="waiting" data-live="waiting-${name}">${waiting(next, always)}</div>
</article>
`;
}

function waiting(next: readonly string[], always: string | undefined): Html {
  const queue = next.length > 0 ? html`<p>Next: ${next.join(", ")}</p>` : html``;
  return always === undefined ? queue : html`${queue}<p>Always: ${always}</p>`;
}

function imageList(images: readonly ImageState[]): Html {
  if (images.length === 0) return html`<p class="empty">None yet. Send a request to one of the addresses above.</p>`;
  return html`<ul class="images">${images.map(
    ({ url, prompt, model, width, height, expired }) => html`
<li>${
      expired
        ? html`<span class="expired">expired link</span>`
        : html`<a href="${url}"><img src="${url}" alt="${prompt}" loading="lazy" width="${width}" height="${height}"></a>`
    }
<p title="${prompt}">${prompt}</p><p class="quiet">${width} × ${height}, ${model}</p></li>`,
  )}
</ul>`;
}

function callList(calls: readonly CallState[]): Html {
  if (calls.length === 0) return html`<p class="empty">None yet.</p>`;
  return html`<ol class="calls">${calls.map((call, index) => callItem(call, keyOf(call, calls.slice(index + 1))))}</ol>`;
}

/** Returns a key for a call that stays the same as others come in. */
function keyOf({ at }: CallState, earlier: readonly CallState[]): string {
  return `${at} ${earlier.filter((call) => call.at === at).length}`;
}

function callItem({ provider, region, operation, model, at, status, cost, body }: CallState, key: string): Html {
  return html`
<li><details data-key="${key}"><summary>
<time datetime="${at}">${at.slice(11, 19)} UTC</time>
<span class="status ${status < 400 ? "good" : "bad"}">${status}</span>
<span>${region === undefined ? provider : `${provider}, ${region}`}</span>
<span>${operation}</span>
<span class="quiet">${model ?? ""}</span>
<span class="cost">${cost ? `${cost.amount} ${cost.currency}` : ""}</span>
</summary><pre tabindex="0">${body === null ? "No body" : JSON.stringify(body, null, 2)}</pre></details></li>`;
}
