const controls = () =>
  [...document.querySelectorAll<HTMLElement>("a[href], summary, :is(button, input, select, textarea):enabled")].filter(
    (control) => control.checkVisibility({ visibilityProperty: true }),
  );

let had: EventTarget | null = null;
let place = -1;

addEventListener("focusin", ({ target }) => {
  had = target;
  place = target instanceof HTMLElement ? controls().indexOf(target) : -1;
});

/** Focuses the next control when the focused one is removed, because the focus would start again at the page's top. */
new MutationObserver(() => {
  if (!(had instanceof Element) || had.isConnected || document.activeElement !== document.body) return;
  (controls()[place] ?? controls().at(-1))?.focus({ preventScroll: true });
}).observe(document.body, { subtree: true, childList: true });
