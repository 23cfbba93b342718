/** What an object store answers to a name it does not know. */
export function noSuchKey(): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code></Error>\n`;
  return new Response(body, { status: 404, headers: { "content-type": "application/xml" } });
}
