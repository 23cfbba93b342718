import { useEffect, useState } from "react";

/** Milliseconds since 1970, as they pass while there is something to count. */
export function useNow(isCounting: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isCounting) return;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [isCounting]);
  return now;
}
