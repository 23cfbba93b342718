import { createContext, use } from "react";

/** A context that has no default, and the hook that reads it. */
export function contextOf<Value>(name: string) {
  const Context = createContext<Value | undefined>(undefined);
  function useValue(): Value {
    const value = use(Context);
    if (value === undefined) throw new Error(`${name} is read outside of its context`);
    return value;
  }
  return [Context, useValue] as const;
}
