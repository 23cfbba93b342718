import { createArk } from "../../../packages/ark/dist/index.js";
import { makeReferences } from "./references.js";

const [baseURL, form] = process.argv.slice(2);
const ark = createArk({ apiKey: "sk-bench", baseURL });
await ark.generate({ prompt: "A kite", images: makeReferences(form) });
process.stdout.write(String(process.resourceUsage().maxRSS));
