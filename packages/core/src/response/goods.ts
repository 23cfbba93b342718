/**
 * A link, a file in Base64, or a field that is filled and named like images, a task or what gateways wrap them in, as
 * JSON.
 */
const goods =
  /https?:|[\w+/]{200}|"\w{0,64}(images?|url|b64_json|base64|(task|job|prediction|generation)\w{0,64}|data|outputs?|results?)":(?!null|0|false|""|\[]|{})/i;

/** Fields that explain. Their links lead to a page about the error, or come from the request. */
const explanations = /^(errors?|detail|ResponseMetadata)$/;
const words = /message|msg|reason/i;

/** Whether anything was made, or can be waited for, under whatever name, beside an explanation. */
export function hasGoods(response: unknown): boolean {
  return goods.test(unexplained(response));
}

const files = /https?:|[\w+/]{200}/i;

/** Whether there is a link or a file beside an explanation and outside of one part. */
export function hasFiles(response: unknown, part: unknown): boolean {
  return files.test(unexplained(response, part));
}

/** Writes what is left of a response without its explanation and one part of it, as JSON. */
function unexplained(response: unknown, part?: unknown): string {
  return JSON.stringify(response, (name, value) => {
    const isExplanation = explanations.test(name) || (typeof value === "string" && words.test(name));
    return isExplanation || value === part ? undefined : value;
  });
}
