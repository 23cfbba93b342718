import { makeReferences, toURI } from "./references.js";

const [baseURL, form] = process.argv.slice(2);
const references = makeReferences(form);
const response = await fetch(`${baseURL}/images/generations`, {
  method: "POST",
  headers: { authorization: "Bearer sk-bench", "content-type": "application/json" },
  body: JSON.stringify({
    model: "doubao-seedream-4-5-251128",
    prompt: "A kite",
    image: form === "bytes" ? references.map(toURI) : references,
    response_format: "url",
    watermark: false,
  }),
});
await response.json();
process.stdout.write(String(process.resourceUsage().maxRSS));
