import { shapeOf } from "./size.ts";

/** An aspect ratio, drawn. */
export function Shape({ ratio }: { readonly ratio: string }) {
  return <i className="shape" style={{ "--shape": shapeOf(ratio) }} aria-hidden="true" />;
}
