/** The data of one server-sent event; `name` is absent where the stream gave none. */
export interface ServerEvent {
  readonly name?: string | undefined;
  readonly data: string;
}

/**
 * Server-sent events of a text that comes in pieces, by the rules of the HTML standard, as far as they concern data.
 * A line under way is kept in fragments and joined once: time is linear however small the pieces are, which matters
 * for an image of 30 MB on one line. An event without its closing blank line is yielded too; if it was cut short, its
 * JSON shows it.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* readEvents(pieces: AsyncIterable<string>): AsyncGenerator<ServerEvent, void> {
  let fragments: string[] = [];
  let data: string[] = [];
  let name: string | undefined;
  let endedInReturn = false;

  function* take(line: string): Generator<ServerEvent, void> {
    if (line) {
      const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (field === "data") data.push(value);
      if (field === "event") name = value || undefined;
      return;
    }
    if (data.length > 0) yield { name, data: data.join("\n") };
    data = [];
    name = undefined;
  }

  for await (const piece of pieces) {
    const [first = "", ...rest] = (endedInReturn ? piece.replace(/^\n/, "") : piece).split(/\r\n|\r|\n/);
    endedInReturn = piece.endsWith("\r");
    fragments.push(first);
    for (const next of rest) {
      yield* take(fragments.join(""));
      fragments = [next];
    }
  }
  yield* take(fragments.join(""));
  yield* take("");
}
