import type { ProviderContext } from "../context.ts";
import { digest } from "../hash.ts";
import type { Issue } from "../issue.ts";
import { type JsonContent, readJson, validated } from "../json-request.ts";
import type { MockProvider } from "../mock-provider.ts";
import type { MockResponse } from "../mock-response.ts";
import { requestedModel } from "../models.ts";
import { handlerOf, type MockServer, type Received, type Route } from "../route.ts";
import { extraDelay } from "../scenario-options.ts";
import { schemaOf } from "../schema.ts";
import { serversOf } from "../servers.ts";
import { unknownPath } from "../unknown-path.ts";
import type { ArkFormProvider } from "./ark-form-provider.ts";
import { type Plan, planFor } from "./plan.ts";
import type { ArkFormRequest } from "./request.ts";
import { arkFormResponse } from "./response.ts";

/** Makes the mock of a provider of Ark's form. */
export function mockArkForm<S extends string, R extends ArkFormRequest>(provider: ArkFormProvider<S, R>): MockProvider {
  const { title, document, path, root, wire, scenarios } = provider;
  const schema = schemaOf<R>(document, "ImageRequest");
  return {
    title,
    document,
    wire,
    start: (context) => ({
      handlers: serversOf(document).flatMap((address) => {
        const server: MockServer<S> = { ...address, wire, scenarios, context };
        const route: Route<S, JsonContent> = {
          method: "post",
          path,
          operation: "generateImages",
          read: readJson,
          respond: (received) =>
            responseTo(planOf(provider, schema, address.region, received, context), context, received.request.signal),
        };
        return [handlerOf(server, route), unknownPath(server, root)];
      }),
    }),
  };
}

function responseTo(plan: Plan, context: ProviderContext, signal: AbortSignal): MockResponse {
  return { status: 200, cost: plan.cost, respond: () => arkFormResponse(plan, context, signal) };
}

/** @throws {Refusal} */
function planOf<S extends string, R extends ArkFormRequest>(
  provider: ArkFormProvider<S, R>,
  schema: ReturnType<typeof schemaOf<R>>,
  region = "*",
  { content, queued }: Received<S, JsonContent>,
  context: ProviderContext,
): Plan {
  const { document, wire, watermark } = provider;
  const scenario = queued?.scenario;
  const refusal = queued && provider.refusalOfCaller(queued);
  if (refusal) throw refusal;
  const request = validated(content, schema(), wire);
  const id = provider.modelBehind?.(request.model, region) ?? request.model;
  const model = requestedModel(request, document, wire, region, id);
  const issue = firstIssue(provider.checks, (check) => check(request, model));
  if (issue) throw wire.invalidRequest(issue);
  const blocked = scenario && provider.refusalOfContent?.(scenario);
  if (blocked) throw blocked;
  return planFor(request, {
    model,
    id,
    region,
    scenario,
    delay: queued ? extraDelay(queued) : 0,
    fingerprint: digest(`${context.seed} ${context.provider} ${content.text}`),
    watermark,
    details: provider.details?.(request, model, scenario) ?? {},
  });
}

function firstIssue<C>(checks: readonly C[], run: (check: C) => Issue | undefined): Issue | undefined {
  for (const check of checks) {
    const issue = run(check);
    if (issue) return issue;
  }
  return undefined;
}
