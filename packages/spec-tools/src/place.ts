import type { Direction } from "./change.ts";
import type { TypePath } from "./types/finding.ts";

/** A location in a document, for people: `ImageRequest.tools[].type`. */
export class Place {
  /** Name of a component, or words such as "the request body of POST /images". */
  readonly owner: string;
  /** Path to the location in the generated types. */
  readonly path: TypePath;
  readonly direction: Direction;
  readonly #named: boolean;
  readonly #steps: string;

  private constructor(owner: string, path: TypePath, direction: Direction, named = false, steps = "") {
    this.owner = owner;
    this.path = path;
    this.direction = direction;
    this.#named = named;
    this.#steps = steps;
  }

  /** A part without a name. */
  static of(words: string, path: TypePath = [], direction: Direction = "request"): Place {
    return new Place(words, path, direction);
  }

  /** The part that the generated types have at a path. */
  static at(path: TypePath): Place {
    const [root, name = "", method = "", part = "", ...others] = path;
    if (root !== "paths") return path.slice(3).reduce(step, new Place(path[2] ?? name, path, "request", true));
    const owner = `\`${method.toUpperCase()} ${name}\``;
    const [key = "", ...keys] = others;
    if (part === "parameters")
      return keys.slice(1).reduce(step, Place.of(`the ${key} \`${keys[0]}\` of ${owner}`, path));
    const isBody = part === "requestBody";
    const body = isBody ? `the request body of ${owner}` : `the response ${key} of ${owner}`;
    return others.slice(isBody ? 2 : 3).reduce(step, Place.of(body, path));
  }

  /** The same part as a named component. */
  named(name: string): Place {
    return new Place(name, this.path, this.direction, true);
  }

  field(name: string): Place {
    return this.#step(`.${name}`, name);
  }

  get items(): Place {
    return this.#step("[]", "[]");
  }

  get otherFields(): Place {
    return this.#step(".*", "*");
  }

  toString(): string {
    if (this.#named) return `\`${this.owner}${this.#steps}\``;
    if (this.#steps === "") return this.owner;
    return `\`${this.#steps.replace(/^\./, "")}\` in ${this.owner}`;
  }

  #step(step: string, key: string): Place {
    return new Place(this.owner, [...this.path, key], this.direction, this.#named, this.#steps + step);
  }
}

function step(place: Place, key: string): Place {
  if (key === "[]") return place.items;
  return key === "*" ? place.otherFields : place.field(key);
}
