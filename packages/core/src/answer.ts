import type { Call } from "./call.ts";
import type { ImageEvent, ImageOutcome, ImageResult, TaskHandle, Warning } from "./contract.ts";
import { SeedreamError } from "./errors.ts";
import type { Message } from "./exchange.ts";
import { GeneratedImage } from "./image.ts";
import { sniffFormat } from "./media-type.ts";
import type { Part } from "./part.ts";
import type { PreparedRequest } from "./prepare.ts";
import { estimateCost } from "./price.ts";
import type { Transport } from "./transport.ts";

/** What an answer needs to know of the request. */
export type Asked = Pick<PreparedRequest, "model" | "spec" | "count" | "format">;

/** The answer to one request while it comes in: whatever ends the call, what arrived is here. */
export class Answer {
  readonly #transport: Transport;
  readonly #call: Call;
  readonly #asked: Asked;
  readonly #warnings: readonly Warning[];
  /** Images that arrived. */
  readonly images: GeneratedImage[] = [];
  /** Why the first of the images that failed did. */
  firstError: SeedreamError | undefined;
  readonly #outcomes: ImageOutcome[] = [];
  readonly #raw: unknown[] = [];
  #requestId: string | undefined;
  #task: TaskHandle | undefined;
  #end: Extract<Part, { type: "end" }> | undefined;

  constructor(transport: Transport, call: Call, asked: Asked, warnings: readonly Warning[], task?: TaskHandle) {
    this.#transport = transport;
    this.#call = call;
    this.#asked = asked;
    this.#warnings = warnings;
    this.#task = task;
  }

  /** Takes in a message; yields what the caller sees of it. */
  async *read({ parts, raw, requestId, task }: Message): AsyncGenerator<ImageEvent, void> {
    this.#requestId ??= requestId;
    this.#task ??= task;
    if (raw !== undefined) this.#raw.push(raw);
    for (const part of parts) {
      switch (part.type) {
        case "image": {
          const asked = this.#asked;
          const { index, inline = "", format = asked.format ?? asked.spec?.output.formats[0] ?? "jpeg" } = part;
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
    const { count } = this.#asked;
    return { type: "progress", status, received: this.#outcomes.length, expected: count, fraction, task: this.#task };
  }

  /** The result, once everything was said. */
  finish(): ImageResult {
    if (!this.#end) throw new Error("it is not complete");
    if (this.#outcomes.length === 0) throw new Error("it has no image and no error");
    return this.result();
  }

  /** The result as far as it goes. */
  result(interrupted?: SeedreamError): ImageResult {
    const { provider, region, clock } = this.#transport;
    const { model, createdAt = new Date(clock.now()), usage = {} } = this.#end ?? {};
    const asked = this.#asked;
    const raw = this.#raw;
    const areas = this.images.map(({ width = 0, height = 0 }) => width * height);
    return {
      provider,
      model: model ?? asked.model,
      createdAt,
      images: [...this.#outcomes].sort((a, b) => a.index - b.index),
      usage,
      cost: estimateCost(asked.spec, areas, region),
      warnings: this.#warnings,
      requestId: this.#requestId,
      clientRequestId: this.#call.clientRequestId,
      task: this.#task,
      interrupted,
      raw: raw.length > 1 ? raw : raw[0],
    };
  }

  /** The error for whatever ended the call, with the images that had arrived. */
  async failure(cause: unknown): Promise<SeedreamError> {
    const { images } = this;
    try {
      return (await this.#transport.failures()).answerFailure(cause, images, this.#known());
    } catch {
      return new SeedreamError(String(cause), { ...this.#known(), images, charged: "unknown", cause });
    }
  }

  async #errorFor(raw: unknown, submission: boolean): Promise<SeedreamError> {
    return (await this.#transport.failures()).errorFromAnswer({ ...this.#known(), raw, submission });
  }

  #known() {
    const { clientRequestId } = this.#call;
    return { provider: this.#transport.provider, clientRequestId, requestId: this.#requestId, task: this.#task };
  }
}
