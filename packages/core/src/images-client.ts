import { Answer } from "./answer.ts";
import type { CallOptions, ImageEvent, ImageRequest, SeedreamClient } from "./contract.ts";
import type { Exchange } from "./exchange.ts";
import { plan, type RequestForm } from "./plan.ts";
import type { Transport } from "./transport.ts";

/** What makes a provider: its models, its wire forms and its way of answering. */
export interface ImagesProvider<Native extends object> extends RequestForm<Native> {
  readonly exchange: Exchange;
}

/** The contract's half of a client: everything but the raw API. */
export function createImagesClient<Model extends string, Native extends object>(
  transport: Transport,
  provider: ImagesProvider<Native>,
): SeedreamClient<Model, Native> {
  async function open(asked: ImageRequest<Model, Native>, options: CallOptions, streaming: boolean) {
    const planned = await plan(asked, provider, transport, options.validation ?? transport.validation, streaming);
    const call = transport.start(options, planned.request.count);
    const answer = new Answer(transport, call, planned);

    async function* events(): AsyncGenerator<ImageEvent, void> {
      try {
        yield answer.progress("submitted");
        for await (const message of provider.exchange(call, planned.body, options)) yield* answer.read(message);
        yield { type: "completed", result: answer.finish() };
      } catch (cause) {
        throw await answer.failure(cause);
      } finally {
        call.end();
      }
    }
    return { answer, events: events() };
  }

  return {
    provider: transport.provider,
    models: provider.models,
    async generate(request, options = {}) {
      const { answer, events } = await open(request, options, false);
      try {
        for await (const event of events) if (event.type === "completed" && answer.images.length) return event.result;
      } catch (cause) {
        const error = await answer.failure(cause);
        if (answer.images.length === 0 || error.name === "AbortedError") throw error;
        return answer.result(error);
      }
      throw answer.firstError;
    },
    async *stream(request, options = {}) {
      yield* (await open(request, options, true)).events;
    },
  };
}
