import { findModel } from "@seedream-clients/core";
import { uncountedField, unpricedField } from "@seedream-clients/core/client";
import { type Clients, clientOf } from "./clients.ts";
import type { Amounts, Job, NewJob } from "./job.ts";
import { JobsError, messageOf } from "./jobs-error.ts";
import type { CheckedJob } from "./journal.ts";

/** Price of one image. */
export interface ImagePrice {
  readonly amount: number;
  readonly currency: string;
}

/** Options that jobs are checked against. */
export interface Terms {
  readonly clients: Clients;
  readonly budget: Amounts;
  readonly prices: Readonly<Record<string, ImagePrice>>;
}

/** Most faults that one error names. */
const most = 5;

/**
 * Checks jobs as their clients would, and works out the highest price of each. Sends nothing.
 *
 * @throws {JobsError} `"invalid"`, with the first faults by key.
 */
export async function checkJobs(jobs: readonly NewJob[], terms: Terms): Promise<CheckedJob[]> {
  const faults: string[] = [];
  const checked: CheckedJob[] = [];
  for (const [index, job] of jobs.entries()) {
    const result = await checkJob(job, terms).catch((error: unknown) => messageOf(error));
    const name = typeof job?.key === "string" ? JSON.stringify(job.key) : `Job ${index}`;
    if (typeof result === "string") faults.push(`${name}: ${result}`);
    else checked.push(result);
  }
  if (faults.length === 0) return checked;
  const more = faults.length > most ? ` And ${faults.length - most} more.` : "";
  const message = `${faults.length} of ${jobs.length} jobs cannot be added, and none was. ${faults.slice(0, most).join(". ")}.${more}`;
  throw new JobsError(message, "invalid");
}

/** Returns the checked job, or a message about its fault. */
async function checkJob(job: NewJob, { clients, budget, prices }: Terms): Promise<CheckedJob | string> {
  const { key, client: name, request, priority = 0, retryFor } = job;
  const client = clientOf(clients, name);
  if (typeof key !== "string" || key === "") return "key must be a text that is not empty";
  if (!key.isWellFormed()) return "the key has half of a surrogate pair, which files cannot have; use whole characters";
  if (!client) return `there is no client ${JSON.stringify(name)}; there are ${Object.keys(clients).join(", ")}`;
  if (!Number.isFinite(priority)) return `priority is ${priority}, which is not a number`;
  if (retryFor !== undefined && !(Number.isFinite(retryFor) && retryFor >= 0)) {
    return `retryFor is ${retryFor}; it must be 0 ms or more`;
  }
  const references: unknown[] = [request?.images ?? []].flat();
  if (references.some((reference) => typeof reference !== "string")) {
    return "images must be links or data: URIs, which a journal can keep; encode bytes as data:image/png;base64,…";
  }
  const { issues, warnings, model, count: images, cost } = await client.validate(request);
  if (issues.length > 0) return issues.map(({ message }) => message).join("; ");
  const uncounted = Object.keys(budget).length > 0 ? uncountedField(client.models, request) : undefined;
  if (uncounted !== undefined) {
    return `native has ${uncounted}, which may ask for more images than the budget counts; leave it out, or the budget`;
  }
  const own = ownPrice({ client: name, model }, { clients, prices });
  const listed = unpricedField(client.models, request) === undefined ? cost?.total : undefined;
  const price = own ? { amount: own.amount * images, currency: own.currency } : listed;
  const { images: imageBudget, ...currencies } = budget;
  if (Object.keys(currencies).length > 0 && imageBudget === undefined) {
    if (!price) {
      return `the price of ${name}/${model} is not known; give it in prices["${name}/${model}"], or limit budget.images`;
    }
    if (currencies[price.currency] === undefined) {
      return `${name} charges ${price.currency}, and the budget has no limit in it; add budget.${price.currency}`;
    }
  }
  const amounts: Amounts = { images, ...(price && { [price.currency]: price.amount }) };
  // Copied through JSON, so that the request is the one that the journal will return.
  const kept: NewJob["request"] = JSON.parse(JSON.stringify(request));
  return {
    key,
    client: name,
    model,
    request: kept,
    priority,
    price: amounts,
    warnings,
    ...(retryFor !== undefined && { retryFor }),
  };
}

/** Finds the application's price for an image of a job, by the wire id or the name of its model. */
export function ownPrice(
  { client: name, model }: Pick<Job, "client" | "model">,
  { clients, prices }: Pick<Terms, "clients" | "prices">,
): ImagePrice | undefined {
  const client = clientOf(clients, name);
  return prices[`${name}/${model}`] ?? prices[`${name}/${client && findModel(client.models, model)?.name}`];
}
