import { type ReactNode, useEffect, useRef } from "react";

interface PopProps {
  readonly className?: string;
  /** Name of the button, where it shows none. */
  readonly label?: string;
  readonly button: ReactNode;
  readonly children: ReactNode;
}

/** Something that opens below a button, and closes with Escape or a click anywhere else. */
export function Pop({ className = "", label, button, children }: PopProps) {
  const pop = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    function close({ target }: Event) {
      if (pop.current?.open && target instanceof Node && !pop.current.contains(target)) pop.current.open = false;
    }
    document.addEventListener("click", close);
    return () => document.removeEventListener("click", close);
  }, []);

  return (
    <details
      ref={pop}
      className={`pop ${className}`}
      onKeyDown={({ key, currentTarget }) => {
        if (key !== "Escape") return;
        currentTarget.open = false;
        currentTarget.querySelector("summary")?.focus();
      }}
    >
      <summary className="button" aria-label={label} title={label}>
        {button}
      </summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its buttons are what people press. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a button that is pressed by key clicks too. */}
      <div
        className="float"
        onClick={({ target }) => {
          if (pop.current && target instanceof Element && target.closest("button")) pop.current.open = false;
        }}
      >
        {children}
      </div>
    </details>
  );
}
