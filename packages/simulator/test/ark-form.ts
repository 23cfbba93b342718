import { expect } from "vitest";
import { Spec } from "./spec.ts";

export interface Item {
  readonly url?: string;
  readonly b64_json?: string;
  readonly size?: string;
  readonly output_format?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface Whole {
  readonly model: string;
  readonly created: number;
  readonly data?: readonly Item[];
  readonly error?: { readonly code: string };
  readonly usage: Readonly<Record<string, unknown>>;
  readonly tools?: unknown;
}

export interface StreamEvent extends Item {
  readonly type: string;
  readonly image_index?: number;
  readonly model?: string;
  readonly created?: number;
  readonly usage?: Readonly<Record<string, unknown>>;
}

/** Fields for a group of three, which most tests request. */
export const THREE = {
  sequential_image_generation: "auto",
  sequential_image_generation_options: { max_images: 3 },
} as const;

/** A client for providers of Ark's form. It checks every response against the provider's spec. */
export class Caller {
  readonly address: string;
  readonly model: string;
  readonly spec: Spec;
  readonly #path: string;

  constructor(provider: "ark" | "anyfast" | "302ai", address: string, model: string) {
    this.address = address;
    this.model = model;
    this.spec = new Spec(provider);
    this.#path = this.spec.operations[0]?.path ?? "";
  }

  /** Sends a request body. Fields that the test leaves out make a small valid request. */
  generate = (body: object | string, address = this.address, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${address}${this.#path}`, {
      method: "POST",
      headers: { authorization: "Bearer test-key", "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify({ model: this.model, prompt: "A red kite", ...body }),
    });

  /** Returns the body of a whole response. */
  whole = async (response: Response): Promise<Whole> => {
    const body = await response.json();
    this.expectBody(response.status, "application/json", body);
    return body as Whole;
  };

  /** Yields the events of a stream as they come; ends at `[DONE]`. */
  events = (response: Response): AsyncGenerator<StreamEvent> => this.#events(response);

  /** Returns all events of a stream. */
  allEvents = async (response: Response): Promise<StreamEvent[]> => {
    const all: StreamEvent[] = [];
    for await (const event of this.events(response)) all.push(event);
    return all;
  };

  /** Returns the events of a stream, and whether it broke. */
  collect = async (response: Response): Promise<{ got: StreamEvent[]; broke: boolean }> => {
    const got: StreamEvent[] = [];
    try {
      for await (const event of this.events(response)) got.push(event);
      return { got, broke: false };
    } catch (error) {
      // fetch throws a TypeError when the connection breaks; failed checks of this test throw other errors.
      expect(error).toBeInstanceOf(TypeError);
      return { got, broke: true };
    }
  };

  /** Expects that the link in the next response is refused. */
  async expectRefusedLink(): Promise<void> {
    const { data } = await this.whole(await this.generate({}));
    expect((await fetch(data?.[0]?.url ?? "")).status).toBe(403);
  }

  /** Expects that the next response does not come at once. */
  async expectWait(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, 50, "waiting"));
    expect(await Promise.race([this.generate({}), patience])).toBe("waiting");
  }

  expectBody(status: number, mediaType: string, body: unknown): void {
    this.spec.expectBody("generateImages", status, mediaType, body);
  }

  async *#events(response: Response): AsyncGenerator<StreamEvent> {
    let text = "";
    if (!response.body) throw new Error("no body");
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
      text += piece;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        if (lines.length === 1 && lines[0] === "data: [DONE]") return;
        const [, name] = /^event: (.*)$/.exec(lines[0] ?? "") ?? [];
        const [, data] = /^data: (.*)$/.exec(lines.at(-1) ?? "") ?? [];
        if (lines.length > 2 || !data) throw new Error(`not an event: ${lines.join("|")}`);
        const event = JSON.parse(data) as StreamEvent;
        this.expectBody(200, "text/event-stream", event);
        if (event.type !== name) throw new Error(`${name} carries ${event.type}`);
        yield event;
      }
    }
    throw new Error("the stream ended without [DONE]");
  }
}

/** Describes an event in a few words: `partial_failed 1 OutputImageSensitiveContentDetected`. */
export function short({ type, image_index, error }: StreamEvent): string {
  return [type?.replace("image_generation.", ""), image_index, error?.code]
    .filter((part) => part !== undefined)
    .join(" ");
}
