import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isScenario, noSuchScenario, type ProviderName, providerNames } from "../scenarios.ts";
import { guard, refused } from "./guard.ts";
import { pageOf } from "./page.ts";
import { type Subject, stateOf } from "./state.ts";

/** The page about a simulator and the API behind it; `undefined` for an address that is neither. */
export type Site = (request: Request) => Promise<Response | undefined>;

const HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

const MOST_CHARACTERS = 10_000;

type Answer = (subject: Subject, request: Request) => Response | Promise<Response>;

const ANSWERS: Readonly<Record<string, Answer>> = {
  "GET /": (subject) => page(pageOf(stateOf(subject)).text, "text/html; charset=utf-8"),
  "GET /page.css": () => page(asset("page.css"), "text/css; charset=utf-8"),
  "GET /page.js": () => page(asset("page.js"), "text/javascript; charset=utf-8"),
  "GET /api/state": (subject) => Response.json(stateOf(subject), { headers: HEADERS }),
  "POST /api/next": orderNext,
  "POST /api/reset": ({ simulator }) => {
    simulator.reset();
    return new Response(null, { status: 204 });
  },
};

/** Makes the page about a simulator. */
export function createSite(subject: Subject & { readonly loopback: boolean }): Site {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const method = request.method === "HEAD" ? "GET" : request.method;
    const answer = Object.hasOwn(ANSWERS, `${method} ${pathname}`) ? ANSWERS[`${method} ${pathname}`] : undefined;
    return answer && (guard(request, subject.loopback) ?? (await answer(subject, request)));
  };
}

async function orderNext({ stage }: Subject, request: Request): Promise<Response> {
  const order = parsed(await request.text());
  if (!order) return refused(400, `The body must be JSON of at most ${MOST_CHARACTERS} characters`);
  const { provider, scenario, retryAfter, delay } = order;
  if (!isProvider(provider)) return refused(400, `provider must be one of: ${providerNames.join(", ")}`);
  if (typeof scenario !== "string" || !isScenario(provider, scenario)) {
    return refused(400, noSuchScenario(provider, String(scenario)));
  }
  try {
    stage.orders.next(provider, scenario, {
      ...(typeof retryAfter === "number" && { retryAfter }),
      ...(typeof delay === "number" && { delay }),
    });
    return new Response(null, { status: 204 });
  } catch (error) {
    if (error instanceof RangeError) return refused(400, error.message);
    throw error;
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isProvider(name: unknown): name is ProviderName {
  return providerNames.some((known) => known === name);
}

function page(body: string, type: string): Response {
  return new Response(body, { headers: { ...HEADERS, "content-type": type } });
}

/** The files are published with the sources, which the package finds by its own name: this module is bundled. */
function asset(name: string): string {
  const manifest = createRequire(import.meta.url).resolve("@seedream-clients/simulator/package.json");
  return readFileSync(join(dirname(manifest), "src", "site", "assets", name), "utf8");
}
