/** The links in a response that could not be read, each once: one of them may lead to an image that is paid for. */
export function linksIn(response: unknown): string[] {
  return [...new Set(JSON.stringify(response)?.match(/https?:[^\s"\\<>]+/gi))];
}
