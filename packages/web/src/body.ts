import { type ImageRequest, InvalidRequestError } from "@seedream-clients/core";
import { isObject, type JsonObject, parseJson, sniffFormat } from "@seedream-clients/core/client";

/** Request of a page. */
export interface PageRequest {
  /** Id of the run, chosen by the page. Absent in a request that only validates. */
  readonly id: string | undefined;
  /** Name of the client. Default: the first. */
  readonly client: string | undefined;
  readonly isStreaming: boolean;
  readonly request: ImageRequest;
}

/** Pattern of ids. They must fit a header: the provider gets the id as client request id, unless the run is a job. */
const validId = /^[\w-]{16,64}$/;

/**
 * Reads the body of a page's request.
 *
 * @param parsed The parsed body, if middleware has read it before the handler.
 * @throws {InvalidRequestError} for a body that is not JSON of the expected form, or is larger than `most` bytes.
 * @throws {TypeError} for a body that middleware has read and not passed on.
 */
export async function readPageRequest(request: Request, parsed: unknown, most: number): Promise<PageRequest> {
  const type = request.headers.get("content-type") ?? "";
  // Required because a form of another site can send other types without a CORS preflight.
  if (!/^application\/json\b/i.test(type)) throw refusal(`Content-Type is "${type}"; it must be application/json`, 415);
  if (parsed === undefined && request.bodyUsed) {
    throw new TypeError("The body was read before the handler; pass it as handler(request, { body })");
  }
  const body = parsed ?? parseJson(await readText(request, most));
  if (!isObject(body) || !isObject(body.request)) {
    throw refusal('The body must be JSON like {"id": "…", "request": {"prompt": "…"}}', 400);
  }
  const { id, client, stream } = body;
  if (client !== undefined && typeof client !== "string") throw refusal("client must be a string", 400);
  return {
    id: id === undefined ? undefined : checkId(id),
    client,
    isStreaming: stream !== false,
    request: toRequest(body.request),
  };
}

/** @throws {InvalidRequestError} */
export function checkId(id: unknown): string {
  if (typeof id === "string" && validId.test(id)) return id;
  throw refusal(`The id of a run is ${JSON.stringify(id)}; it must be 16 to 64 letters, digits, "_" or "-"`, 400);
}

/** Checks only prompt and images. The client checks the names and types of all fields, as it does for JavaScript. */
function toRequest({ prompt, images = [], ...others }: JsonObject): ImageRequest {
  if (typeof prompt !== "string") throw refusal("prompt must be a string", 400);
  const references = [images].flat().map((image) => {
    if (typeof image !== "string") throw refusal("images must be links or data: URIs", 400);
    return withType(image);
  });
  return { ...others, prompt, ...(references.length > 0 && { images: references }) };
}

/** Sets the media type of a `data:` URI from its content, because pages do not detect the types of their files. */
function withType(uri: string): string {
  const [, given, base64] = /^data:image\/([\w.+*-]+);base64,(.*)$/s.exec(uri) ?? [];
  if (base64 === undefined) return uri;
  return `data:image/${sniffFormat(base64) ?? given};base64,${base64}`;
}

async function readText(request: Request, most: number): Promise<string> {
  const tooLarge = () => refusal(`The request is larger than ${most} bytes, the most that this server accepts`, 413);
  if (Number(request.headers.get("content-length")) > most) throw tooLarge();
  const decoder = new TextDecoder();
  let length = 0;
  let text = "";
  for await (const piece of request.body ?? []) {
    length += piece.length;
    // Leaving the loop cancels the body.
    if (length > most) throw tooLarge();
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

function refusal(message: string, status: number): InvalidRequestError {
  return new InvalidRequestError(message, { status });
}
