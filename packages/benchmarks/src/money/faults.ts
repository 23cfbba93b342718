import { model, type Wire } from "../peers/peer.ts";
import type { Answer } from "./server.ts";

/** A fault of the provider. */
export interface Fault {
  readonly title: string;
  readonly count: number;
  /** Responses by API. Absent: that API has no such response. */
  readonly answers: Readonly<Partial<Record<Wire, Answer>>>;
}

const base64 = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQ==";
const message = "The output image may contain sensitive information.";
const moderated = { error: { code: "OutputImageSensitiveContentDetected", message } };
const image = (index: number) => ({ url: `https://files.example/${index}.jpeg`, b64_json: base64, size: "2048x2048" });
const ark = (...data: readonly object[]) => ({
  status: 200,
  json: { model, created: 1_790_000_000, data, usage: { generated_images: data.length } },
});
const prediction = (json: object) => ({ status: 201, json: { id: "p1", ...json } });
const serverError = { status: 500, json: { error: { code: "InternalServiceError", message: "Internal error" } } };
const links = ["https://files.example/0.jpeg", "https://files.example/2.jpeg"];

export const faults: readonly Fault[] = [
  { title: "socket dropped", count: 1, answers: { ark: "drop", fal: "drop", replicate: "drop" } },
  { title: "HTTP 500", count: 1, answers: { ark: serverError, fal: serverError, replicate: serverError } },
  {
    title: "image moderated",
    count: 1,
    answers: {
      ark: { status: 400, json: moderated },
      fal: { status: 422, json: { detail: [{ type: "content_policy_violation", msg: message, loc: ["body"] }] } },
      replicate: prediction({ status: "failed", error: message }),
    },
  },
  { title: "image moderated, in a 200", count: 1, answers: { ark: ark(moderated) } },
  {
    title: "one of three blocked",
    count: 3,
    answers: {
      ark: ark(image(0), moderated, image(2)),
      // Neither API documents a field for the error of one image.
      fal: { status: 200, json: { images: links.map((url) => ({ url })), seed: 1 } },
      replicate: prediction({ status: "succeeded", output: links }),
    },
  },
];
