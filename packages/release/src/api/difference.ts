/** A declaration that differs between two reports. */
interface Change {
  readonly kind: "added" | "removed" | "changed";
  readonly name: string;
  readonly lines: readonly string[];
}

/** Lists the exported declarations that were added, removed or changed, with their lines. */
export function describeDifference(before: string, after: string): string[] {
  const changes = compare(declarationsIn(before), declarationsIn(after));
  if (changes.length === 0 && before !== after) return ["its heading or its comments changed"];
  return changes.flatMap(({ kind, name, lines }) => [`${kind}: ${name}`, ...lines.map((line) => `    ${line}`)]);
}

function compare(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name): Change[] => {
    const old = before.get(name);
    const now = after.get(name);
    if (old === now) return [];
    if (old === undefined) return [{ kind: "added", name, lines: [] }];
    if (now === undefined) return [{ kind: "removed", name, lines: [] }];
    return [{ kind: "changed", name, lines: changedLines(old, now) }];
  });
}

/** Returns the lines that only one text has. This is enough for declarations, because their lines rarely repeat. */
function changedLines(old: string, now: string): string[] {
  const [oldLines, nowLines] = [linesOf(old), linesOf(now)];
  const removed = oldLines.filter((line) => !nowLines.includes(line)).map((line) => `- ${line}`);
  const added = nowLines.filter((line) => !oldLines.includes(line)).map((line) => `+ ${line}`);
  return removed.length + added.length > 0 ? [...removed, ...added] : ["the order of its lines changed"];
}

function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim());
}

/** Returns the declarations of a report by name. The overloads of a function are one declaration. */
function declarationsIn(report: string): Map<string, string> {
  const code = /```ts\n(.*)```/s.exec(report)?.[1] ?? "";
  // Leaves out imports, because they follow from the declarations.
  const blocks = code
    .split(/\n{2,}(?=\S)/)
    .filter((block) => /^\s*(export|declare|type|interface|class)\b/m.test(block));
  const byName = Map.groupBy(blocks, nameOf);
  return new Map([...byName].map(([name, texts]) => [name, texts.join("\n").trim()]));
}

function nameOf(block: string): string {
  const [first = ""] = block.split("\n").filter((line) => line !== "" && !line.startsWith("//"));
  return /\b(class|interface|type|const|function|enum|namespace) [\w$]+/.exec(first)?.[0] ?? first;
}
