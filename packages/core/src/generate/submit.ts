import type { CallOptions } from "../contract/options.ts";
import type { PreparedRequest, ProviderMessage } from "../provider.ts";
import { readMessages } from "../response/body.ts";
import type { Call } from "../transport/call.ts";
import type { Connection } from "../transport/connect.ts";
import { refusesStream } from "./stream-refusal.ts";

/** Submits to a provider without tasks. Returns the messages of its one response. */
export async function submitOnce(
  connection: Connection,
  request: PreparedRequest,
  native: object | undefined,
  call: Call,
  { headers, maxRetries }: CallOptions,
): Promise<AsyncIterable<ProviderMessage>> {
  const { transport, provider } = connection;
  const settings = { operation: "submit", retry: "never", headers, maxRetries } as const;
  const reply = await transport.send(call, settings, connection.submit(request, native)).catch((cause: unknown) => {
    if (!refusesStream(cause, request)) throw cause;
    return transport.send(call, settings, connection.submit({ ...request, stream: false }, native));
  });
  return readMessages(reply, provider, transport.redact);
}
