import { callSection } from "./calls.ts";

export const many = callSection({
  id: "many",
  title: "1,000 calls at once",
  method: "Processor time of one call of 1,000 that run at the same time, whose fetch responds after 20 ms.",
  subject: "1,000 calls of ours",
  args: ["at-once"],
});
