/** Downloads what a link leads to by way of the worker: browsers ask the site itself for a link with `download`. */
export function downloadFromWorker(event: MouseEvent): void {
  const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[download][href]");
  if (!link || link.protocol === "blob:") return;
  event.preventDefault();
  void download(link.href, link.download);
}

async function download(url: string, name: string): Promise<void> {
  const response = await fetch(url);
  // An error is no file; where the image should be, the page says why it is not.
  if (!response.ok) return;
  const [, given = ""] = /filename="(.+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  const file = document.createElement("a");
  file.href = URL.createObjectURL(await response.blob());
  file.download = name || given;
  file.click();
  URL.revokeObjectURL(file.href);
}
