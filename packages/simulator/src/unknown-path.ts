import { type HttpHandler, http } from "msw";
import { readJson } from "./json-request.ts";
import { type MockServer, regionOf } from "./route.ts";

/** Makes the handler for all paths below `root` that have no route. It must come last. */
export function unknownPath<S extends string>(server: MockServer<S>, root: string): HttpHandler {
  const { url, wire, context } = server;
  return http.all(`${url}${root}/*`, async ({ request }) => {
    const requestId = wire.requestId(context.clock.now(), context.nextId());
    const at = new Date(context.clock.now());
    const { body, size } = await readJson(request);
    const response = wire.noSuchPath(request, requestId);
    wire.setHeaders?.(response, requestId, request);
    const operation = `${request.method} ${new URL(request.url).pathname}`;
    context.record({ ...regionOf(server), operation, body, at, status: response.status }, size);
    return response;
  });
}
