/**
 * A link, a file in Base64, or a field that is filled and named like images, a task or what gateways wrap them in, as
 * JSON.
 */
const goods =
  /https?:|[\w+/]{200}|"\w*(images?|url|b64_json|base64|(task|job|prediction|generation)\w*|data|outputs?|results?)":(?!null|0|false|""|\[]|{})/i;

/** Fields that explain. Their links lead to a page about the error, or come from the request. */
const explanations = /^(errors?|detail|ResponseMetadata)$/;
const words = /message|msg|reason/i;

/** Whether anything was made, or can be waited for, under whatever name, beside an explanation. */
export function hasGoods(response: unknown): boolean {
  return goods.test(unexplained(response, []));
}

const files = /https?:|[\w+/]{200}/i;

/** Whether there is a link or a file beside an explanation and outside of the parts that were read. */
export function hasFiles(response: unknown, read: readonly unknown[]): boolean {
  return files.test(unexplained(response, read));
}

/** Writes what is left of a response without its explanation and the parts that were read, as JSON. */
function unexplained(response: unknown, read: readonly unknown[]): string {
  return JSON.stringify(response, (name, value) => {
    const isExplanation = explanations.test(name) || (typeof value === "string" && words.test(name));
    return isExplanation || read.includes(value) ? undefined : value;
  });
}
