import type { Picture } from "./run-state.ts";

/** The name of an image as a file: when its run began, and its position. */
export function fileName({ url, index, mediaType }: Picture): string {
  const [, run = ""] = /runs\/([\w-]+)\//.exec(url) ?? [];
  return `seedream-${run.slice(0, 8)}-${index + 1}.${mediaType === "image/png" ? "png" : "jpg"}`;
}

export function save(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
