export { saveToFolder } from "./node/save-to-folder.ts";
