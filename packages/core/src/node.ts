export { lookupHost } from "./images/hosts.ts";
export { type SavedImage, type SaveOptions, saveImage } from "./node/save-image.ts";
