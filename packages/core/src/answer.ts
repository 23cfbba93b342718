import type { Call } from "./call.ts";
import type { ImageEvent, ImageOutcome, ImageResult } from "./contract.ts";
import type { SeedreamError } from "./errors.ts";
import type { Message } from "./exchange.ts";
import { GeneratedImage } from "./image.ts";
import { sniffFormat } from "./media-type.ts";
import type { Part } from "./part.ts";
import type { Plan } from "./plan.ts";
import { estimateCost } from "./price.ts";
import type { Transport } from "./transport.ts";

/** The answer to one request while it comes in: whatever ends the call, what arrived is here. */
export class Answer {
  readonly #transport: Transport;
  readonly #call: Call;
  readonly #plan: Plan;
  /** Images that arrived. */
  readonly images: GeneratedImage[] = [];
  /** Why the first of the images that failed did. */
  firstError: SeedreamError | undefined;
  readonly #outcomes: ImageOutcome[] = [];
  readonly #raw: unknown[] = [];
  #requestId: string | undefined;
  #end: Extract<Part, { type: "end" }> | undefined;

  constructor(transport: Transport, call: Call, plan: Plan) {
    this.#transport = transport;
    this.#call = call;
    this.#plan = plan;
  }

  /** Takes in a message; yields what the caller sees of it. */
  async *read({ parts, raw, requestId }: Message): AsyncGenerator<ImageEvent, void> {
    this.#requestId ??= requestId;
    if (raw !== undefined) this.#raw.push(raw);
    for (const part of parts) {
      switch (part.type) {
        case "image": {
          const { request } = this.#plan;
          const { index, inline = "", format = request.format ?? request.spec?.output.formats[0] ?? "jpeg" } = part;
          const mediaType = `image/${sniffFormat(inline) ?? format}`;
          const image = new GeneratedImage({ ...part, mediaType }, this.#transport);
          this.images.push(image);
          this.#outcomes.push({ ok: true, index, image });
          yield { type: "image", index, image };
          yield this.progress("running");
          break;
        }
        case "failure": {
          const { index } = part;
          const error = await this.#errorFor(part.error, false);
          this.firstError ??= error;
          this.#outcomes.push({ ok: false, index, error });
          yield { type: "image-failed", index, error };
          yield this.progress("running");
          break;
        }
        case "progress":
          yield this.progress(part.status, part.fraction);
          break;
        case "unknown":
          yield { type: "unknown", name: part.name, data: raw };
          break;
        case "error":
          throw await this.#errorFor(part.error, true);
        case "end":
          this.#end = part;
      }
    }
  }

  progress(status: string, fraction?: number): ImageEvent {
    const { count } = this.#plan.request;
    return { type: "progress", status, received: this.#outcomes.length, expected: count, fraction };
  }

  /** The result, once everything was said. */
  finish(): ImageResult {
    if (!this.#end) throw new Error("it ended before it was complete");
    if (this.#outcomes.length === 0) throw new Error("it has neither an image nor an error");
    return this.result();
  }

  /** The result as far as it goes. */
  result(interrupted?: SeedreamError): ImageResult {
    const { model, created, usage = {} } = this.#end ?? {};
    const { provider, region, clock } = this.#transport;
    const { request, warnings } = this.#plan;
    const raw = this.#raw;
    const areas = this.images.map(({ width = 0, height = 0 }) => width * height);
    return {
      provider,
      model: model ?? request.model,
      createdAt: new Date(created ? created * 1000 : clock.now()),
      images: this.#outcomes.toSorted((a, b) => a.index - b.index),
      usage,
      cost: estimateCost(request.spec, areas, region),
      warnings,
      requestId: this.#requestId,
      clientRequestId: this.#call.clientRequestId,
      interrupted,
      raw: raw.length > 1 ? raw : raw[0],
    };
  }

  /** The error for whatever ended the call, with the images that had arrived. */
  async failure(cause: unknown): Promise<SeedreamError> {
    const { answerFailure } = await import("./failure.ts");
    return answerFailure(cause, this.images, this.#known());
  }

  async #errorFor(raw: unknown, submission: boolean): Promise<SeedreamError> {
    const { errorFromAnswer } = await import("./failure.ts");
    return errorFromAnswer({ ...this.#known(), raw, submission });
  }

  #known() {
    const { clientRequestId } = this.#call;
    return { provider: this.#transport.provider, clientRequestId, requestId: this.#requestId };
  }
}
