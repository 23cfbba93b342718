/** What an object store answers to a name it does not know. */
export function noSuchKey(): Response {
  return refusal(404, "<Code>NoSuchKey</Code>");
}

/** What an object store answers to a signed link whose time is over. */
export function linkExpired(): Response {
  return refusal(403, "<Code>AccessDenied</Code><Message>Request has expired</Message>");
}

function refusal(status: number, error: string): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${error}</Error>\n`;
  return new Response(body, { status, headers: { "content-type": "application/xml" } });
}
