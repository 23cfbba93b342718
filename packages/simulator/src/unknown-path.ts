import { type HttpHandler, http } from "msw";
import type { Stage } from "./stage.ts";
import type { Voice } from "./voice.ts";

/** Answers for every address below a path that nothing else answers for: it comes last. */
export function unknownPath(base: string, voice: Voice, stage: Stage): HttpHandler {
  return http.all(`${base}/*`, ({ request }) => {
    const requestId = voice.requestId(stage.clock.now(), stage.nextId());
    const response = voice.noSuchPath(request, requestId);
    voice.sign?.(response, requestId, request);
    return response;
  });
}
