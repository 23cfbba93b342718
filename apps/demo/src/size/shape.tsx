import { shapeOf } from "./size.ts";

/** An aspect ratio, drawn, and its name beside it. */
export function Shape({ ratio, isNamed = true }: { readonly ratio: string; readonly isNamed?: boolean }) {
  return (
    <>
      <i className="shape" style={{ "--shape": shapeOf(ratio) }} aria-hidden="true" />
      {isNamed && ratio}
    </>
  );
}
