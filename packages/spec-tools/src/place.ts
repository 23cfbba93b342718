/** A location in a document, for people: `ImageRequest.tools[].type`. */
export class Place {
  /** Name of a component, or words such as "the request body of POST /images". */
  readonly owner: string;
  readonly #named: boolean;
  readonly #steps: string;

  private constructor(owner: string, named: boolean, steps: string) {
    this.owner = owner;
    this.#named = named;
    this.#steps = steps;
  }

  /** A named component. */
  static named(name: string): Place {
    return new Place(name, true, "");
  }

  /** A part without a name. */
  static of(words: string): Place {
    return new Place(words, false, "");
  }

  field(name: string): Place {
    return this.#step(`.${name}`);
  }

  get items(): Place {
    return this.#step("[]");
  }

  get otherFields(): Place {
    return this.#step(".*");
  }

  toString(): string {
    if (this.#named) return `\`${this.owner}${this.#steps}\``;
    if (this.#steps === "") return this.owner;
    return `\`${this.#steps.replace(/^\./, "")}\` in ${this.owner}`;
  }

  #step(step: string): Place {
    return new Place(this.owner, this.#named, this.#steps + step);
  }
}
