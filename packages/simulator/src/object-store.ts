/** Responds to an unknown name as an object store does. */
export function noSuchKey(): Response {
  return refusal(404, "<Code>NoSuchKey</Code>");
}

/** Responds to an expired signed link as an object store does. */
export function linkExpired(): Response {
  return refusal(403, "<Code>AccessDenied</Code><Message>Request has expired</Message>");
}

function refusal(status: number, error: string): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${error}</Error>\n`;
  return new Response(body, { status, headers: { "content-type": "application/xml" } });
}
