import { callSection } from "./calls.ts";

export const call = callSection({
  id: "call",
  title: "A call",
  method:
    "Processor time of one call for one image, of 1,000 one after the other, whose fetch responds at once. Bare fetch " +
    "is `new Request`, fetch and JSON. The AI SDK decodes its image, which has 28 bytes.",
  subject: "a call of ours",
});
