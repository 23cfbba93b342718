import { useEffect, useEffectEvent } from "react";

/** Listens to events anywhere in the page. */
export function usePageEvent<Type extends keyof WindowEventMap>(
  type: Type,
  listener: (event: WindowEventMap[Type]) => void,
): void {
  const listen = useEffectEvent(listener);
  useEffect(() => {
    addEventListener(type, listen);
    return () => removeEventListener(type, listen);
  }, [type]);
}
