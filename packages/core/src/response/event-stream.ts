/** One server-sent event; `name` is absent if the stream gave none. */
export interface ServerEvent {
  readonly name?: string | undefined;
  readonly data: string;
}

/** Ends the current line and its event. The third break is for a text that ends in half a CRLF. */
const ending = "\n\n\n";

/**
 * Creates a reader of server-sent events, by the rules of the HTML standard for names and data. It accepts a text piece
 * by piece and returns the events that each piece completes. It keeps an unfinished line in fragments and joins them
 * once, so time is linear however small the pieces are: an image of 30 MB is one line.
 *
 * Called without a piece, it ends the text and returns an event that lacks its closing blank line. If that event was
 * cut short, its JSON shows it.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function eventReader(): (piece?: string) => ServerEvent[] {
  let fragments: string[] = [];
  let data: string[] = [];
  let name: string | undefined;
  let endedInReturn = false;

  return (piece = ending) => {
    const events: ServerEvent[] = [];
    const text = endedInReturn ? piece.replace(/^\n/, "") : piece;
    // Most pieces of an image have no line break, and `includes()` finds that out faster than an expression.
    const [first = "", ...rest] = text.includes("\n") || text.includes("\r") ? text.split(/\r\n|\r|\n/) : [text];
    // An empty piece changes nothing.
    if (piece) endedInReturn = piece.endsWith("\r");
    fragments.push(first);
    for (const next of rest) {
      const line = fragments.join("");
      fragments = [next];
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "data") data.push(value);
      if (field === "event") name = value || undefined;
      // Some gateways write an error, or all of their JSON, on lines without `data:`.
      const isBare = /^\s*\{.*"(error|type|data)"/.test(line);
      if (line && !isBare) continue;
      if (data.length > 0) events.push({ name, data: data.join("\n") });
      if (isBare) events.push({ data: line });
      data = [];
      name = undefined;
    }
    return events;
  };
}
