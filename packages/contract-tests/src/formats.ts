/** The string formats that the schemas use. */
export const formats = {
  uri: (text: string) => URL.canParse(text),
  "date-time": (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text),
};
