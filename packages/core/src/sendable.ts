/** A wire body under construction: a field that is `undefined` is not sent. */
export type Sendable<Wire> = { [Field in keyof Wire]: Wire[Field] | undefined };
