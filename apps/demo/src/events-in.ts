import type { RunEvent } from "../server/messages.ts";

/** The events of a run, each as it arrives. */
export async function* eventsIn(response: Response): AsyncGenerator<RunEvent, void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (reader) {
    const { done, value } = await reader.read();
    if (done) return;
    const complete = (text + value).split("\n");
    text = complete.pop() ?? "";
    for (const line of complete) if (line) yield JSON.parse(line);
  }
}
