export { type SavedImage, type SaveOptions, saveImage } from "./node/save-image.ts";
