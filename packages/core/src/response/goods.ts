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
  const json = JSON.stringify(response, (name, value) => {
    const isExplanation = explanations.test(name) || (typeof value === "string" && words.test(name));
    return isExplanation ? undefined : value;
  });
  return goods.test(json);
}
