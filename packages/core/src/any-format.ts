import { type Beginning, madeFormats } from "./media-type.ts";

/** The formats in use here: those of images that are made, and those that are taken as references too. */
export const anyFormat: readonly Beginning[] = [
  ...madeFormats,
  ["gif", /^R0lGOD/],
  ["bmp", /^Qk/],
  ["tiff", /^(SUkqA|TU0AK)/],
  ["heic", /^.{8}eXBoZ/],
  ["heif", /^.{8}eXBtaWYx/],
];
