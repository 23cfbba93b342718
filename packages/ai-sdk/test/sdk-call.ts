/** Options that the SDK passes to a model. */
export const call = {
  prompt: "A lighthouse",
  n: 1,
  files: undefined,
  mask: undefined,
  size: undefined,
  aspectRatio: undefined,
  seed: undefined,
  providerOptions: {},
};
