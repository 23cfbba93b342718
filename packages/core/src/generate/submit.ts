import { InvalidRequestError } from "../contract/errors.ts";
import type { CallOptions } from "../contract/options.ts";
import { RequestFailure } from "../errors/failure.ts";
import { ruleFor } from "../errors/rules.ts";
import type { PreparedRequest, ProviderMessage } from "../provider.ts";
import { readMessages } from "../response/body.ts";
import { object } from "../response/json.ts";
import type { Call } from "../transport/call.ts";
import type { Connection } from "../transport/connect.ts";

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

/** Sentences that refuse the field. The word alone is not enough, because an explanation may quote the prompt. */
const sentences = [
  /["'`]stream["'`](?! (is |was |has |unexpectedly )*(already )?(broke|closed|disconnected|ended|error|not readable|reset|terminated|timed|interrupted|aborted))/,
  /\bstream(ing)?( (mode|parameter|field|option|output|response|request)s?)?:? ?((is|are) )?(currently |only |extra |not (accepted|allowed|available|enabled|implemented|included|permitted|supported|valid)|un(available|known|recogni|supported)|dis(abled|allowed)|must |cannot |不)/,
  /(support|unknown|unrecogni[sz]ed|unexpected|invalid|extra|additional|allow|不支持)\w*:?( (the|an?|inputs?|body|request|supplied|keyword|for|param\w*|fields?|arguments?|property|option|value))*:? ?stream(ing)?\b/,
];

/**
 * Whether a 400 refuses the field `stream`. Gateways that do not support the field answer so before they make anything,
 * so the request can be sent once more without it.
 */
function refusesStream(cause: unknown, request: PreparedRequest): boolean {
  const refusal = cause instanceof RequestFailure ? cause.refusal : undefined;
  if (!request.stream || refusal?.status !== 400 || ruleFor(refusal).error !== InvalidRequestError) return false;
  const { reason = "", raw } = refusal;
  return fieldOf(raw) === "stream" || sentences.some((sentence) => sentence.test(reason.toLowerCase()));
}

/** Finds the field that a refusal names beside its explanation, in the form of OpenAI or of FastAPI. */
function fieldOf(raw: unknown): unknown {
  const { error, param, detail } = object(raw);
  const [first] = Array.isArray(detail) ? detail : [];
  const { loc } = object(first);
  return object(error).param ?? param ?? (Array.isArray(loc) ? loc.at(-1) : undefined);
}
