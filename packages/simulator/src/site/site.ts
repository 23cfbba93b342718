import { readFileSync } from "node:fs";
// Not by the name of createRequire, because webpack would put a number in place of what a call of it resolves.
import module from "node:module";
import { dirname, join } from "node:path";
import { type ProviderName, providerNames } from "../providers.ts";
import { guard, refused } from "./guard.ts";
import { pageOf } from "./page.ts";
import { type Subject, stateOf } from "./state.ts";

/** The page of a simulator, and its API. Returns `undefined` for any other address. */
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

type PageRoute = (subject: Subject, request: Request) => Response | Promise<Response>;

const ROUTES: Readonly<Record<string, PageRoute>> = {
  "GET /": (subject) => page(pageOf(stateOf(subject)).text, "text/html; charset=utf-8"),
  "GET /page.css": () => page(asset("page.css"), "text/css; charset=utf-8"),
  "GET /page.js": () => page(asset("page.js"), "text/javascript; charset=utf-8"),
  "GET /api/state": (subject) => Response.json(stateOf(subject), { headers: HEADERS }),
  "POST /api/next": queueNext,
  "POST /api/reset": ({ open }) => {
    open.simulator.reset();
    return new Response(null, { status: 204 });
  },
};

/** Creates the page of a simulator. */
export function createSite(subject: Subject & { readonly loopback: boolean }): Site {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const method = request.method === "HEAD" ? "GET" : request.method;
    const route = Object.hasOwn(ROUTES, `${method} ${pathname}`) ? ROUTES[`${method} ${pathname}`] : undefined;
    return route && (guard(request, subject.loopback) ?? (await route(subject, request)));
  };
}

async function queueNext({ open }: Subject, request: Request): Promise<Response> {
  const body = parsed(await request.text());
  if (!body) return refused(400, `The body must be JSON of at most ${MOST_CHARACTERS} characters`);
  const { provider, scenario, retryAfter, delay } = body;
  if (!isProvider(provider)) return refused(400, `provider must be one of: ${providerNames.join(", ")}`);
  try {
    open.queueOf(provider).next(String(scenario), { retryAfter, delay });
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

/** Reads a file of the sources by the package's name, because this module is bundled. */
function asset(name: string): string {
  const manifest = module.createRequire(import.meta.url).resolve("@seedream-clients/simulator/package.json");
  return readFileSync(join(dirname(manifest), "src", "site", "assets", name), "utf8");
}
