import type { GeneratedImage, ImageRequest } from "@seedream-clients/core";
import type { Provider } from "./providers.ts";
import { Run } from "./run.ts";

/** The runs of this session, oldest first. */
export class Runs {
  readonly #runs = new Map<string, Run>();
  readonly #kept: number;

  /** @param kept how many runs that are over are remembered. */
  constructor(kept = 50) {
    this.#kept = kept;
  }

  start(provider: Provider, request: ImageRequest): Run {
    this.#forget();
    const run = new Run(provider, request);
    this.#runs.set(run.id, run);
    return run;
  }

  find(id: string): Run | undefined {
    return this.#runs.get(id);
  }

  all(): Run[] {
    return [...this.#runs.values()];
  }

  /** An image by the id in its address. */
  image(id: string): GeneratedImage | undefined {
    const [run = "", index = ""] = id.split(".");
    return this.find(run)?.images.get(Number(index));
  }

  #forget(): void {
    const over = this.all().filter((run) => run.isOver);
    for (const run of over.slice(0, Math.max(0, over.length - this.#kept + 1))) this.#runs.delete(run.id);
  }
}
