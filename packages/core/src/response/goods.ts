/** A link, a file in Base64, or a filled field with a name for images, tasks or their envelopes, in JSON. */
const goods =
  /https?:|[\w+/]{200}|"\w{0,64}(images?|url|b64_json|base64|(task|job|prediction|generation)\w{0,64}|data|outputs?|results?)":(?!null|0|false|""|\[]|{})/i;

/** Fields with explanations. Links in them lead to a page about the error, or come from the request. */
const explanations = /^(errors?|detail|ResponseMetadata)$/;
const words = /message|msg|reason/i;

/** Whether a response may have an image or a task, under any name, beside its explanation. */
export function hasGoods(response: unknown): boolean {
  return goods.test(unexplained(response));
}

const files = /https?:|[\w+/]{200}/i;

/** Whether a response has a link or a file outside of its explanation and of `part`. */
export function hasFiles(response: unknown, part: unknown): boolean {
  return files.test(unexplained(response, part));
}

/** Writes a response as JSON, without its explanation and without `part`. */
function unexplained(response: unknown, part?: unknown): string {
  return JSON.stringify(response, (name, value) => {
    const isExplanation = explanations.test(name) || (typeof value === "string" && words.test(name));
    return isExplanation || value === part ? undefined : value;
  });
}
