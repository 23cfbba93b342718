export { lookupHost } from "./images/lookup-host.ts";
export { type SavedImage, type SaveOptions, saveImage } from "./node/save-image.ts";
