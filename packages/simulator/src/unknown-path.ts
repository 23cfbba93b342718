import { type HttpHandler, http } from "msw";
import type { Operation } from "./exchange.ts";
import { readJson } from "./json-request.ts";
import type { ProviderName } from "./scenarios.ts";
import type { Stage } from "./stage.ts";

/** Answers for every address below a path that nothing else answers for: it comes last. */
export function unknownPath<P extends ProviderName>(
  base: string,
  { provider, region, voice }: Operation<P>,
  stage: Stage,
): HttpHandler {
  return http.all(`${base}/*`, async ({ request }) => {
    const requestId = voice.requestId(stage.clock.now(), stage.nextId());
    const at = new Date(stage.clock.now());
    const { body, size } = await readJson(request);
    const response = voice.noSuchPath(request, requestId);
    voice.sign?.(response, requestId, request);
    const operation = `${request.method} ${new URL(request.url).pathname}`;
    const { status } = response;
    stage.calls.add({ provider, ...(region !== undefined && { region }), operation, body, at, status }, size);
    return response;
  });
}
