import createClient from "openapi-fetch";
import { InvalidRequestError } from "../contract/errors.ts";
import type { ClientOptions, ValidationMode } from "../contract/options.ts";
import type { Api, CallInit, PreparedRequest, Provider, ProviderFacts } from "../provider.ts";
import { formatList } from "../request/report.ts";
import { checkBaseURL } from "./address.ts";
import { PlainRequest } from "./plain-request.ts";
import { createRawFetch } from "./raw-fetch.ts";
import { createTransport, type Transport } from "./transport.ts";

/** A typed call of openapi-fetch, bound to the API of its spec. */
export type Operation = (init: CallInit) => Promise<unknown>;

/** A description connected to its API. Has no type parameters, so the rest of core needs none. */
export interface Connection {
  readonly provider: ProviderFacts;
  readonly transport: Transport;
  readonly region: string;
  readonly validation: ValidationMode;
  readonly streamGroups: boolean;
  /** Makes the wire body. Pure. */
  toBody(request: PreparedRequest, native: object | undefined): object;
  /** The submission of a request. */
  submit(request: PreparedRequest, native: object | undefined): Operation;
  /** Polls a task. Does nothing for a provider without tasks. */
  readonly poll: (id: string) => Operation;
  /** Requests the result of a task that is done; absent if polls have it. */
  readonly result: ((id: string) => Operation) | undefined;
  readonly upload: ((file: File) => Operation) | undefined;
}

/**
 * Connects a description: two openapi-fetch instances over one guarded fetch.
 *
 * @throws {InvalidRequestError} for a `baseURL` that cannot be called, and a region that the provider does not have.
 * @throws {AuthenticationError} in a web page, and for a malformed `apiKey`.
 */
export function connect<Paths extends object, Wire extends object, Native extends object>(
  provider: Provider<Paths, Wire, Native>,
  region: string,
  options: ClientOptions,
): { readonly connection: Connection; readonly api: Api<Paths> } {
  const { servers } = provider.models;
  const address = options.baseURL ?? servers[region];
  if (address === undefined) {
    const message = `region is "${region}"; ${provider.name} has ${formatList(Object.keys(servers))}`;
    throw new InvalidRequestError(message, { provider: provider.name });
  }
  const baseURL = checkBaseURL(address, provider.name);
  const transport = createTransport(provider, baseURL, options);
  // Without middleware, so that users' middleware never reaches a paid portable call.
  const portable = createClient<Paths, "application/json">({
    baseUrl: baseURL,
    Request: PlainRequest as unknown as typeof Request,
  });
  // With the runtime's Request, so that users' middleware can clone it.
  const api = createClient<Paths, "application/json">({ baseUrl: baseURL, fetch: createRawFetch(transport) });
  const { tasks, uploads } = provider;
  const { result } = tasks ?? {};
  // The cast holds: the client's methods typed `native`, and a field that is `undefined` is not sent.
  const toWire = (request: PreparedRequest, native: object | undefined) =>
    provider.toWire(request, native as Native | undefined) as Wire;
  const connection: Connection = {
    provider,
    transport,
    region,
    validation: options.validation ?? "error",
    streamGroups: options.streamGroups ?? true,
    toBody: toWire,
    submit: (request, native) => (init) => provider.submit(portable, toWire(request, native), init, request.model),
    poll: (id) => async (init) => tasks?.poll(portable, id, init),
    result: result && ((id) => (init) => result(portable, id, init)),
    upload: uploads && ((file) => (init) => uploads.send(portable, toForm(file), init)),
  };
  return { connection, api };
}

function toForm(file: File): FormData {
  const form = new FormData();
  form.set("file", file);
  return form;
}
