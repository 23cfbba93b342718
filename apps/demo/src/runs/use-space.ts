import { useCallback, useState } from "react";

/** Measures the width for pictures, and reads the heights of their lines from the style sheet. */
export function useSpace() {
  const [space, setSpace] = useState({ width: 800, rows: { ideal: 180, most: 300 } });
  const place = useCallback((element: HTMLDivElement) => {
    const measure = () => {
      // A hidden gallery has no width, so it keeps the last one.
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
