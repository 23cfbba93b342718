import type ts from "typescript";

/** Whether users write the values of a type (requests, options) or read them (responses, results). */
export type Use = "written" | "read";

/** Keys from the root to a part of a type; `[]` is an element of a list, `*` any other key. */
export type TypePath = readonly string[];

/** Kind of a difference: a change of a part's presence, or a loss or gain of its type. */
export type Aspect = "presence" | "lost" | "gained";

/** A part of a type: where it is. */
export interface TypePart {
  readonly path: TypePath;
  /** The declaration of the part, which is the same on all paths to it. */
  readonly origin: ts.Node | undefined;
}

/** A difference between two versions of a type, for users who compiled with the first. */
export interface Finding extends TypePart {
  readonly aspect: Aspect;
  readonly effect: "breaking" | "feature";
  /** Words that follow the subject: "was removed". */
  readonly words: string;
}
