import { useEffect, useState } from "react";

/** Returns the time in ms since 1970, which advances while `isCounting`. */
export function useNow(isCounting: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isCounting) return;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [isCounting]);
  return now;
}
