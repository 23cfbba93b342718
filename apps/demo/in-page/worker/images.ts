import { DownloadError } from "@seedream-clients/core";
import type { ImageFiles } from "../../server/images.ts";
import type { Database } from "./database.ts";

/** Stores images in the browser. */
export function browserImages(database: Database): ImageFiles {
  return {
    async save(image, name) {
      const bytes = await image.bytes();
      try {
        await database.put("images", bytes, name);
      } catch (cause) {
        if (!(cause instanceof DOMException) || cause.name !== "QuotaExceededError") throw cause;
        throw new DownloadError("The browser has no room left for this image; delete runs", { cause });
      }
      return name;
    },
    read: (name) => database.get("images", name),
    remove: (name) => database.delete("images", name),
  };
}
