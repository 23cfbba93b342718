/** A declaration that is in one report and not, or not so, in the other. */
interface Change {
  readonly kind: "added" | "removed" | "changed";
  readonly name: string;
  readonly lines: readonly string[];
}

/** How two reports differ, in words: each exported declaration that came, went or changed, with its lines. */
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
    return [{ kind: "changed", name, lines: unlike(old, now) }];
  });
}

/** Lines that only one of two texts has: enough for declarations, whose lines rarely repeat. */
function unlike(old: string, now: string): string[] {
  const [oldLines, nowLines] = [linesOf(old), linesOf(now)];
  const gone = oldLines.filter((line) => !nowLines.includes(line)).map((line) => `- ${line}`);
  const come = nowLines.filter((line) => !oldLines.includes(line)).map((line) => `+ ${line}`);
  return gone.length + come.length > 0 ? [...gone, ...come] : ["the order of its lines changed"];
}

function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim());
}

/** The declarations of a report by what they declare; several of one name (a function's overloads) stand together. */
function declarationsIn(report: string): Map<string, string> {
  const code = /```ts\n(.*)```/s.exec(report)?.[1] ?? "";
  // Imports follow from the declarations.
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
