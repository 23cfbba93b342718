/** A call as the SDK makes it. */
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
