import { type Comment, type ProjectReflection, ReflectionKind } from "typedoc";

/** Puts the class of `@throws {SomeError}` before its text, because TypeDoc leaves the class out of its pages. */
export function nameErrors(project: ProjectReflection): void {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
    if (reflection.comment) nameErrorsIn(reflection.comment);
  }
}

function nameErrorsIn({ blockTags }: Comment): void {
  for (const tag of blockTags) {
    const name = /^\{(.+)\}$/.exec(tag.typeAnnotation ?? "")?.[1];
    if (tag.tag === "@throws" && name)
      tag.content.unshift({ kind: "code", text: `\`${name}\`` }, { kind: "text", text: " " });
  }
}
