/** The data of one server-sent event; `name` is absent where the stream gave none. */
export interface ServerEvent {
  readonly name?: string | undefined;
  readonly data: string;
}

/** Ends the line under way and its event; one more, as the first may be taken for the second half of a CRLF. */
const ending = "\n\n\n";

/**
 * A reader of server-sent events, by the rules of the HTML standard, as far as they concern data: takes a text piece by
 * piece, and gives the events that each piece completed. A line under way is kept in fragments and joined once: time is
 * linear however small the pieces are, which matters for an image of 30 MB on one line.
 *
 * Without a piece the text is at its end. An event that lacks its closing blank line comes out then; if it was cut
 * short, its JSON shows it.
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
    // Most pieces of an image have no line break, which is found out faster without an expression.
    const [first = "", ...rest] = text.includes("\n") || text.includes("\r") ? text.split(/\r\n|\r|\n/) : [text];
    endedInReturn = piece.endsWith("\r");
    fragments.push(first);
    for (const next of rest) {
      const line = fragments.join("");
      fragments = [next];
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "data") data.push(value);
      if (field === "event") name = value || undefined;
      if (line) continue;
      if (data.length > 0) events.push({ name, data: data.join("\n") });
      data = [];
      name = undefined;
    }
    return events;
  };
}
