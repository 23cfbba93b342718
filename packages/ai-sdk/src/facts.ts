/** What is known of an image, as JSON: both versions of the specification type it so. */
export interface Facts {
  [name: string]: null | string | number | boolean | Facts | Facts[] | undefined;
}
