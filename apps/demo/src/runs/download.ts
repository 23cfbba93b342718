import type { Picture } from "./run-state.ts";

export function save({ url, file }: Picture): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = file;
  document.body.append(link);
  link.click();
  link.remove();
}
