import { type HttpHandler, http } from "msw";
import { exchange, type Operation } from "../exchange.ts";
import type { Fault } from "../fault.ts";
import { digest } from "../hash.ts";
import { type JsonContent, readJson, validated } from "../json-request.ts";
import { modelFor } from "../models.ts";
import { orderOf } from "../order-of.ts";
import type { Order } from "../orders.ts";
import type { Play } from "../play.ts";
import type { Reply } from "../reply.ts";
import { extraDelay } from "../scenario-options.ts";
import { schemaOf } from "../schema.ts";
import { serversOf } from "../servers.ts";
import type { Stage } from "../stage.ts";
import { unknownPath } from "../unknown-path.ts";
import { answer } from "./answer.ts";
import type { ArkFormName } from "./name.ts";
import { type Plan, planFor } from "./plan.ts";
import type { ArkFormProvider } from "./provider.ts";
import type { ArkFormRequest } from "./request.ts";

/** Plays a provider of Ark's form at each of its addresses. */
export function playArkForm<P extends ArkFormName, R extends ArkFormRequest>(
  provider: ArkFormProvider<P, R>,
  stage: Stage,
): Play {
  const { name, document, path, root, voice } = provider;
  const schema = schemaOf<R>(document, "ImageRequest");
  const handlers = serversOf(name).flatMap(({ region, url }): HttpHandler[] => {
    const operation: Operation<P> = { provider: name, region, name: "generateImages", voice };
    return [
      http.post(`${url}${path}`, ({ request }) =>
        exchange(request, operation, stage, readJson, (content, ordered) => {
          const plan = decide(provider, schema, region, content, ordered, stage);
          return replyWith(plan, stage, request.signal);
        }),
      ),
      unknownPath(url + root, operation, stage),
    ];
  });
  return { handlers };
}

function replyWith(plan: Plan, stage: Stage, signal: AbortSignal): Reply {
  return { status: 200, cost: plan.cost, respond: () => answer(plan, stage, signal) };
}

/** What comes of a request; throws what it is refused with. */
function decide<P extends ArkFormName, R extends ArkFormRequest>(
  provider: ArkFormProvider<P, R>,
  schema: ReturnType<typeof schemaOf<R>>,
  region = "*",
  content: JsonContent,
  ordered: Order<P> | undefined,
  stage: Stage,
): Plan {
  const { name, document, voice, watermark } = provider;
  const order = orderOf(name, ordered, content.json, voice);
  const scenario = order?.scenario;
  const refusal = order && provider.refusalOfCaller(order);
  if (refusal) throw refusal;
  const request = validated(content, schema(), voice);
  const id = provider.modelBehind?.(request.model, region) ?? request.model;
  const model = modelFor(document, region, id);
  if (!model) throw voice.noSuchModel(request.model);
  const fault = firstFault(provider.checks, (check) => check(request, model));
  if (fault) throw voice.faulty(fault);
  const blocked = scenario && provider.refusalOfContent?.(scenario);
  if (blocked) throw blocked;
  return planFor(request, {
    model,
    id,
    region,
    scenario,
    delay: order ? extraDelay(order) : 0,
    fingerprint: digest(`${stage.seed} ${name} ${content.text}`),
    watermark,
    details: provider.details?.(request, model, scenario) ?? {},
  });
}

function firstFault<C>(checks: readonly C[], look: (check: C) => Fault | undefined): Fault | undefined {
  for (const check of checks) {
    const fault = look(check);
    if (fault) return fault;
  }
  return undefined;
}
