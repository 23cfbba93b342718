/** Why a goal is missed, by the start of its name. Printed only while it is. */
export const reasons: Readonly<Record<string, string>> = {
  "kB of": "downloads, hooks, `validate()` and redaction came after the goal was set.",
};
