import type { ClientOptions, SeedreamClient, TaskOptions } from "@seedream-clients/core";
import type { FixtureClient } from "./fixture.ts";
import type { Reply } from "./reply.ts";

/** What the suite sets when it makes a client. */
export type ContractOptions = Pick<ClientOptions, "apiKey" | "baseURL" | "clock" | "fetch"> & FixtureClient;

/** A provider, as the suite takes it. */
export interface ContractProvider {
  /** The client's own `provider`; also the name of the folders in `fixtures` and `specs`. */
  readonly name: string;
  /** The paid operation, as in `paths` of the spec. */
  readonly path: string;
  /** The header that carries the client's id of a call, where the provider has one. */
  readonly requestIdHeader?: string;
  /**
   * The answers that make one image of any request, the paid operation's first; as many of an operation as the longest
   * request asks it.
   */
  readonly accepted: readonly Reply[];
  create(options: ContractOptions): SeedreamClient<string, object, TaskOptions>;
}
