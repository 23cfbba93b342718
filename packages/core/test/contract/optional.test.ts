import { expectTypeOf, it } from "vitest";
import type { ErrorDetails } from "../../src/contract/errors.ts";
import type {
  AspectSize,
  CallOptions,
  ClientOptions,
  DownloadLimits,
  Hooks,
  ImageRequest,
  OutputOptions,
  ReadOptions,
  TaskHandle,
  TaskOptions,
  Timeouts,
  WaitOptions,
} from "../../src/index.ts";
import type { SaveOptions } from "../../src/node.ts";

/** The optional members of `Input`, all `undefined`. Assignable to `Optional` only if each member accepts it. */
type AllUndefined<Input> = {
  [Name in keyof Input as object extends Pick<Input, Name> ? Name : never]-?: undefined;
};
type Optional<Input> = Pick<Input, keyof AllUndefined<Input> & keyof Input>;

// Proven by `tsc` under `exactOptionalPropertyTypes`, which the tsconfig of every package sets.
it("every optional input accepts undefined", () => {
  expectTypeOf<AllUndefined<ClientOptions>>().toExtend<Optional<ClientOptions>>();
  expectTypeOf<AllUndefined<CallOptions>>().toExtend<Optional<CallOptions>>();
  expectTypeOf<AllUndefined<TaskOptions>>().toExtend<Optional<TaskOptions>>();
  expectTypeOf<AllUndefined<WaitOptions>>().toExtend<Optional<WaitOptions>>();
  expectTypeOf<AllUndefined<Hooks>>().toExtend<Optional<Hooks>>();
  expectTypeOf<AllUndefined<Timeouts>>().toExtend<Optional<Timeouts>>();
  expectTypeOf<AllUndefined<DownloadLimits>>().toExtend<Optional<DownloadLimits>>();
  expectTypeOf<AllUndefined<ImageRequest>>().toExtend<Optional<ImageRequest>>();
  expectTypeOf<AllUndefined<AspectSize>>().toExtend<Optional<AspectSize>>();
  expectTypeOf<AllUndefined<OutputOptions>>().toExtend<Optional<OutputOptions>>();
  expectTypeOf<AllUndefined<ReadOptions>>().toExtend<Optional<ReadOptions>>();
  expectTypeOf<AllUndefined<SaveOptions>>().toExtend<Optional<SaveOptions>>();
  expectTypeOf<AllUndefined<TaskHandle>>().toExtend<Optional<TaskHandle>>();
  expectTypeOf<AllUndefined<ErrorDetails>>().toExtend<Optional<ErrorDetails>>();
});

it("the check above finds an optional input that refuses undefined", () => {
  interface Refusing {
    readonly wanted: string;
    readonly size?: number | undefined;
    readonly count?: number;
  }
  expectTypeOf<AllUndefined<Refusing>>().not.toExtend<Optional<Refusing>>();
  expectTypeOf<keyof AllUndefined<Refusing>>().toEqualTypeOf<"size" | "count">();
});
