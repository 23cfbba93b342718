import {
  AbortedError,
  AuthenticationError,
  ConnectionError,
  ContentPolicyError,
  DownloadError,
  type GeneratedImage,
  type ImageEvent,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  SeedreamError,
  ServerError,
  StreamInterruptedError,
  TaskFailedError,
  TaskTimeoutError,
  TimeoutError,
} from "@seedream-clients/core";
import type { WireError, WireEvent, WireImage } from "../protocol.ts";

const classes: readonly (typeof SeedreamError)[] = [
  AbortedError,
  AuthenticationError,
  ConnectionError,
  ContentPolicyError,
  DownloadError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  StreamInterruptedError,
  TaskFailedError,
  TaskTimeoutError,
  TimeoutError,
];

/** Restores an error as an instance of its class. */
export function reviveError({ name, message, ...facts }: WireError, images: readonly GeneratedImage[]): SeedreamError {
  const Class = classes.find(({ errorName }) => errorName === name) ?? SeedreamError;
  // Facts are assigned later, because the constructor would add them to the message, which has them already.
  return Object.assign(new Class(message), { charged: "unknown" }, facts, { images });
}

/** Throws when a value is missing that the handler always sends. */
export function fail(): never {
  throw new Error("No data came");
}

/** Images of a run, in the order in which they arrived. */
export type Arrived = Map<number, GeneratedImage>;

/** Restores an event of the contract. Throws the error of an `error` event. */
export function reviveEvent(
  event: WireEvent,
  arrived: Arrived,
  imageOf: (index: number, facts: WireImage) => GeneratedImage,
): ImageEvent {
  const adopt = (index: number, facts: WireImage) => {
    const image = arrived.get(index) ?? imageOf(index, facts);
    arrived.set(index, image);
    return image;
  };
  const failure = (error: WireError) => reviveError(error, [...arrived.values()]);
  if (event.type === "image") return { ...event, image: adopt(event.index, event.image) };
  if (event.type === "image-failed") return { ...event, error: failure(event.error) };
  if (event.type === "error") throw failure(event.error);
  if (event.type === "progress") return event;
  const { createdAt, interrupted, ...facts } = event.result;
  const images = facts.images.map((outcome) =>
    outcome.ok
      ? { ...outcome, image: adopt(outcome.index, outcome.image) }
      : { ...outcome, error: failure(outcome.error) },
  );
  const made = images.find((outcome) => outcome.ok) ?? fail();
  return {
    type: "completed",
    result: {
      ...facts,
      createdAt: new Date(createdAt),
      image: made.image,
      images,
      interrupted: interrupted && failure(interrupted),
      raw: undefined,
    },
  };
}
