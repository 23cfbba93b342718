import { createArk, models, type Region } from "@seedream-clients/ark";
import type { ModelSpec } from "@seedream-clients/core";
import { readAddress } from "./address.ts";
import type { Finding } from "./finding.ts";

/** An address that may accept the key. Each address accepts only its own keys. */
interface Place {
  readonly region: Region;
  readonly plan: "pay as you go" | "Agent Plan" | "Coding Plan";
  readonly baseURL: string;
}

/** Response to a submission of an impossible size. Such a submission is free of charge. */
interface Answer {
  readonly status: number;
  readonly code: string;
}

/** Message if Ark accepts the impossible size. The probe then ends, because another submission might be billed too. */
const accepted = "not known: an impossible size was accepted, and may have been billed; the probe was ended";

/**
 * Submits the size "1x1", which no model makes. Status 400 means that the key may use the model, 404 that it may not.
 * Probes only Ark itself, because a gateway might make an image of another size and bill it.
 */
export async function probeArk(): Promise<Finding[]> {
  const place = await findPlace();
  if ("ok" in place) return [place];
  const { region, plan, baseURL } = place;
  const found: Finding = { check: "ark account", ok: true, message: `the key is for ${region}, ${plan} (${baseURL})` };
  const rows = models.models.filter(({ status, ids }) => status !== "retired" && idOf({ ids }, region) !== undefined);
  const findings = [found];
  for (const model of rows) {
    const { status, code } = await ask(idOf(model, region) ?? model.name, place);
    findings.push(findingOf(model, region, status, code));
    if (status === 200) break;
  }
  return findings;
}

/** Describes ARK_BASE_URL without a request. Returns `undefined` if it is not set. */
export function describeArkAddress(): Finding | undefined {
  const place = givenPlace();
  if (!place) return undefined;
  if ("ok" in place) return place;
  const { region, plan, baseURL } = place;
  return { check: "ark address", ok: true, message: `ARK_BASE_URL is ${baseURL}: ${region}, ${plan}` };
}

/** Reads ARK_BASE_URL. Returns a finding if it is not an address of Ark; the finding is `ok` for a gateway. */
function givenPlace(): Place | Finding | undefined {
  const given = process.env.ARK_BASE_URL?.trim().replace(/\/+$/, "");
  if (!given) return undefined;
  const check = "ark address";
  const url = readAddress(given);
  if (!url) return { check, ok: false, message: "ARK_BASE_URL is not an address; begin it with https:// or http://" };
  const { hostname, pathname } = url;
  // Checks the path too, because a gateway may also run on this machine.
  const isSimulator = hostname === "127.0.0.1" && /^\/ark(-ap-southeast)?\/api\//.test(pathname);
  const region = /\.bytepluses\.com$|^\/ark-ap-southeast/.test(isSimulator ? pathname : hostname)
    ? "ap-southeast"
    : "cn-beijing";
  if (isSimulator || /\.(volces|bytepluses)\.com$/.test(hostname)) {
    const [, plan] = /\/api\/(plan|coding)\//.exec(`${pathname}/`) ?? [];
    const names = { plan: "Agent Plan", coding: "Coding Plan" } as const;
    return { region, plan: plan === "plan" || plan === "coding" ? names[plan] : "pay as you go", baseURL: given };
  }
  return { check, ok: true, message: `ARK_BASE_URL is not Ark's own: ${hostname}` };
}

/** Finds the address that accepts the key. */
async function findPlace(): Promise<Place | Finding> {
  const given = givenPlace();
  if (given && "ok" in given) {
    if (!given.ok) return given;
    return { ...given, ok: false, message: `${given.message}. A gateway may bill the probe, so it was not sent` };
  }
  const places = given ? [given] : usualPlaces();
  for (const place of places) {
    const id = idOf(defaultModel(), place.region);
    if (id === undefined) continue;
    const { status } = await ask(id, place);
    if (status === 200) return { check: "ark account", ok: false, message: accepted };
    if (status !== 401) return place;
  }
  const where = places.map(({ region, plan }) => `${region} (${plan})`).join(", ");
  return { check: "ark account", ok: false, message: `the key is refused (401) in ${where}; copy it again` };
}

function usualPlaces(): Place[] {
  const { "cn-beijing": beijing = "", "ap-southeast": southeast = "" } = models.servers;
  return [
    { region: "cn-beijing", plan: "pay as you go", baseURL: beijing },
    { region: "ap-southeast", plan: "pay as you go", baseURL: southeast },
    { region: "cn-beijing", plan: "Agent Plan", baseURL: beijing.replace("/api/v3", "/api/plan/v3") },
  ];
}

const defaultModel = () => models.models.find(({ name }) => name === models.default) ?? { ids: {} };

function idOf({ ids }: Pick<ModelSpec, "ids">, region: Region): string | undefined {
  return (ids[region] ?? ids["*"])?.[0];
}

function findingOf(model: ModelSpec, region: Region, status: number, code: string): Finding {
  const check = `ark ${model.name}`;
  if (status === 400) return { check, ok: true, message: "open" };
  const message = {
    200: accepted,
    404: `not open to this key (${code}); activate ${idOf(model, region)} in the console`,
    429: "not known: too many requests; try again in a minute",
  }[status];
  return { check, ok: false, message: message ?? `not known: ${status} ${code}` };
}

async function ask(model: string, { region, baseURL }: Place): Promise<Answer> {
  const { api } = createArk({ region, baseURL, maxRetries: 0, timeout: 20_000 });
  const { response, error } = await api.POST("/images/generations", {
    body: { model, prompt: "seedream doctor", size: "1x1" },
  });
  const { code = "" } = Object(Object(error).error);
  return { status: response.status, code: String(code) };
}
