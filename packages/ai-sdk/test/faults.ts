import { arkResult, blocked, type Submit, sendJSON } from "./paid-server.ts";

/** Faults of a submission that a provider may bill. */
export const faults: Readonly<Record<string, Submit>> = {
  "the connection drops": ({ request }) => request.socket.destroy(),
  "HTTP 500": ({ response }) => sendJSON(response, { error: { code: "InternalServiceError", message: "Sorry" } }, 500),
  "HTTP 502": ({ response }) => void response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad</h1>"),
  "HTTP 504": ({ response }) => void response.writeHead(504).end(),
  "the response has no image": ({ response }) => sendJSON(response, arkResult()),
  "every image is blocked": ({ response }) => sendJSON(response, arkResult(blocked, blocked)),
  "the prompt is blocked": ({ response }) =>
    sendJSON(
      response,
      { error: { code: "InputTextSensitiveContentDetected", message: "The prompt was refused." } },
      400,
    ),
};
