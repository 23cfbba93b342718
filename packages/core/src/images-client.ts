import { Answer } from "./answer.ts";
import type { ImageRequest, SeedreamClient, TaskOptions } from "./contract.ts";
import type { Exchange } from "./exchange.ts";
import { plan, type RequestForm } from "./plan.ts";
import { conclude, run } from "./run.ts";
import type { Transport } from "./transport.ts";

/** What makes a provider: its models, its wire forms and its way of answering. */
export interface ImagesProvider<Native extends object> extends RequestForm<Native> {
  readonly exchange: Exchange;
}

/** The contract's half of a client: everything but the raw API. */
export function createImagesClient<Model extends string, Native extends object>(
  transport: Transport,
  provider: ImagesProvider<Native>,
): SeedreamClient<Model, Native, TaskOptions> {
  async function open(asked: ImageRequest<Model, Native>, options: TaskOptions, streaming: boolean) {
    const planned = await plan(asked, provider, transport, options, streaming);
    const call = transport.start(options, planned.request.count);
    const answer = new Answer(transport, call, planned.request, planned.warnings);
    return { answer, events: run(answer, call, provider.exchange(call, planned, options)) };
  }

  return {
    provider: transport.provider,
    models: provider.models,
    async generate(request, options = {}) {
      const { answer, events } = await open(request, options, false);
      return conclude(answer, events);
    },
    async *stream(request, options = {}) {
      yield* (await open(request, options, true)).events;
    },
  };
}
