import type { ClientOptions, SeedreamClient, TaskOptions } from "@seedream-clients/core";
import type { FixtureClient } from "./fixture.ts";
import type { FixtureResponse } from "./fixture-response.ts";

/** The options that the suite sets when it creates a client. */
export type ContractOptions = Pick<ClientOptions, "apiKey" | "baseURL" | "clock" | "fetch"> & FixtureClient;

/** A provider under test. */
export interface ContractProvider {
  /** The client's own `provider`; also the name of the folders in `fixtures` and `specs`. */
  readonly name: string;
  /** Path of the paid operation in the spec. */
  readonly path: string;
  /** The header that carries the client request id, if the provider has one. */
  readonly requestIdHeader?: string;
  /**
   * Responses with which any request succeeds with one image, for every operation of the call. Each operation has as
   * many responses as the longest request needs.
   */
  readonly successResponses: readonly FixtureResponse[];
  /** Prefix of the ids of users' own endpoints, if the provider has them. Only the provider knows their model. */
  readonly endpointPrefix?: string;
  create(options: ContractOptions): SeedreamClient<string, object, TaskOptions>;
}
