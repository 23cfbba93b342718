import { describe, expect, expectTypeOf, it } from "vitest";
import { defineProvider, type Provider, type Sendable } from "../src/provider.ts";
import { fake, type paths } from "./fake-provider.ts";

interface WireRequest {
  model: string;
  prompt: string;
  stream?: boolean;
}

const define = defineProvider<paths, WireRequest, { webhook?: string }>();

describe("defineProvider", () => {
  it("returns a description as it is", () => {
    expect(define(fake)).toBe(fake);
  });

  it("keeps in the type whether a description has tasks and uploads", () => {
    const tasks = { idsOf: () => [], poll: () => Promise.resolve() };
    const withTasks = define({ ...fake, tasks });
    expectTypeOf(withTasks.tasks).toEqualTypeOf<typeof tasks>();
    expectTypeOf(define(fake)).not.toHaveProperty("tasks");
    expectTypeOf(define(fake)).not.toHaveProperty("uploads");
  });

  it("holds a description to the types of its spec", () => {
    // @ts-expect-error: `prompt` is missing.
    define({ ...fake, toWire: ({ model }) => ({ model }) });
    // @ts-expect-error: `stream` is a boolean.
    define({ ...fake, toWire: ({ model, prompt }) => ({ model, prompt, stream: "yes" }) });
    // @ts-expect-error: the spec has no such path.
    define({ ...fake, submit: (api, body, init) => api.POST("/pictures", { body, ...init }) });
    // @ts-expect-error: `webhook` is a text.
    define({ ...fake, toWire: ({ model, prompt }, _native: { webhook?: number } | undefined) => ({ model, prompt }) });
    // @ts-expect-error: core needs to know how to poll.
    define({ ...fake, tasks: { idsOf: () => [] } });
    const isProvider = define({ ...fake, toWire: ({ model, prompt }) => ({ model, prompt, stream: undefined }) });
    expectTypeOf(isProvider).toExtend<Provider<paths, WireRequest, { webhook?: string }>>();
  });
});

describe("a body under construction", () => {
  it("may have undefined in place of any field, and lack none that is required", () => {
    expectTypeOf<Sendable<WireRequest>>().toEqualTypeOf<{
      model: string | undefined;
      prompt: string | undefined;
      stream?: boolean | undefined;
    }>();
  });

  it("may share lists that are read-only", () => {
    expectTypeOf<Sendable<{ images: string[]; tools?: { type: "search" }[] }>>().toEqualTypeOf<{
      images: readonly string[] | undefined;
      tools?: readonly { type: "search" }[] | undefined;
    }>();
  });
});
