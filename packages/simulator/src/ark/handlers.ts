import { type HttpHandler, http } from "msw";
import { document } from "../generated/ark.ts";
import { digest } from "../hash.ts";
import { readBody } from "../request-body.ts";
import { faultOf, schemaOf } from "../schema.ts";
import type { Stage } from "../stage.ts";
import { answer } from "./answer.ts";
import { invalid, Refusal, unauthorized } from "./errors.ts";
import { limitFault } from "./limits.ts";
import { modelFor } from "./models.ts";
import { type Plan, planFor } from "./plan.ts";
import type { ArkRequest } from "./request.ts";
import { refusalOfCaller, refusalOfContent, scenarioOf } from "./scenario.ts";

const requestSchema = schemaOf<ArkRequest>(document, "ImageRequest");

/** Ark's addresses by region; the first is the one a client calls unasked. */
export const arkServers: Readonly<Record<string, string>> = Object.fromEntries(
  document.servers.map(({ url, "x-region": region = "*" }) => [region, url]),
);

/** Volcengine Ark and BytePlus ModelArk. */
export function arkHandlers(stage: Stage): HttpHandler[] {
  return Object.entries(arkServers).flatMap(([region, url]) => [
    http.post(`${url}/images/generations`, ({ request }) => generateImages(request, region, stage)),
    http.all(`${url}/*`, () => new Response(null, { status: 404 })),
  ]);
}

async function generateImages(request: Request, region: string, stage: Stage): Promise<Response> {
  const requestId = `02${stage.clock.now()}${stage.nextId()}`;
  const received = new Date(stage.clock.now());
  const text = await readBody(request);
  const body = parse(text);
  const decision = decide(request, text, body, region, stage);
  const model = fieldOf(body, "model");
  stage.calls.add(
    {
      provider: "ark",
      region,
      ...(typeof model === "string" && { model }),
      body: body ?? text,
      at: received,
      status: decision instanceof Refusal ? decision.status : 200,
    },
    text?.length ?? 0,
  );
  const response =
    decision instanceof Refusal ? decision.toResponse(requestId) : await answer(decision, stage, request.signal);
  response.headers.set("x-request-id", requestId);
  const clientRequestId = request.headers.get("x-client-request-id");
  if (clientRequestId) response.headers.set("x-client-request-id", clientRequestId);
  return response;
}

/** What comes of a request: first who asks is looked at, then what. */
function decide(
  request: Request,
  text: string | undefined,
  body: unknown,
  region: string,
  stage: Stage,
): Plan | Refusal {
  try {
    const queued = stage.queue.take("ark");
    if (!/^Bearer\s+\S/i.test(request.headers.get("authorization") ?? "")) throw unauthorized();
    if (text === undefined) throw new Refusal(413, "InvalidParameter", "The body of this request is too large");
    const scenario = queued ?? scenarioOf(fieldOf(body, "prompt"));
    const refusal = refusalOfCaller(scenario);
    if (refusal) throw refusal;
    const asked = validated(body);
    const { model, id } = modelFor(document, region, asked.model);
    const fault = limitFault(asked, model) ?? refusalOfContent(scenario);
    if (fault) throw fault;
    return planFor(asked, model, id, scenario, digest(`${stage.seed} ark ${text}`));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function validated(body: unknown): ArkRequest {
  if (body === undefined) throw new Refusal(400, "InvalidParameter", "The body of this request is not valid JSON");
  const validate = requestSchema();
  if (validate(body)) return body;
  const { field, missing, rule } = faultOf(validate.errors);
  if (!field) throw new Refusal(400, "InvalidParameter", `The body of this request is not valid: ${rule}`);
  if (!missing) throw invalid(field, rule);
  throw new Refusal(400, "MissingParameter", `The request lacks the required parameter \`${field}\``, { param: field });
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function fieldOf(body: unknown, name: "model" | "prompt"): unknown {
  return typeof body === "object" && body !== null && name in body ? Reflect.get(body, name) : undefined;
}
