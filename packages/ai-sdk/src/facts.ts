/** Facts about an image as JSON, in the type that both versions of the specification accept. */
export interface Facts {
  [name: string]: null | string | number | boolean | Facts | Facts[] | undefined;
}
