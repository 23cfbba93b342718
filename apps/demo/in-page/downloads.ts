/** Downloads the file of a link through the worker, because browsers bypass it for links with `download`. */
export function downloadFromWorker(event: MouseEvent): void {
  const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[download][href]");
  if (!link || link.protocol === "blob:") return;
  event.preventDefault();
  void download(link.href, link.download);
}

async function download(url: string, name: string): Promise<void> {
  const response = await fetch(url);
  // An error is not a file to save. The page shows it in place of the image.
  if (!response.ok) return;
  const [, given = ""] = /filename="(.+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  const file = document.createElement("a");
  file.href = URL.createObjectURL(await response.blob());
  file.download = name || given;
  file.click();
  URL.revokeObjectURL(file.href);
}
