/** Makes a readable name from the first words of a prompt, in letters and digits of any script. */
export function slugOf(prompt: string): string {
  const words = prompt.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? ["image"];
  return [...words.join("-")].slice(0, 40).join("").toLowerCase();
}
