import { useCallback, useState } from "react";
import type { Rows } from "./layout.ts";

/** The width that there is for pictures, and the heights that suit it. */
export function useSpace() {
  const [space, setSpace] = useState({ width: 800, rows: { ideal: 180, most: 300 } satisfies Rows });
  const place = useCallback((element: HTMLDivElement) => {
    const measure = () => {
      // A gallery that is not shown keeps what it had.
      if (element.clientWidth === 0) return;
      const style = getComputedStyle(element);
      const read = (name: string) => Number.parseFloat(style.getPropertyValue(name));
      setSpace({ width: element.clientWidth, rows: { ideal: read("--row"), most: read("--row-most") } });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, ...space };
}
