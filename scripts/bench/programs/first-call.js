import { createArk } from "../../../packages/ark/dist/index.js";
import { printProcessorTime } from "./processor-time.js";

const answer = JSON.stringify({ data: [{ url: "https://files.test/1.jpeg", size: "2048x2048" }] });
const fetch = async () => new Response(answer, { headers: { "content-type": "application/json" } });
await createArk({ apiKey: "sk-bench", fetch }).generate({ prompt: "A kite" });
printProcessorTime();
