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

/** Hands the focus to the next control when the one that had it goes: it would begin again at the top of the page. */
new MutationObserver(() => {
  if (!(had instanceof Element) || had.isConnected || document.activeElement !== document.body) return;
  (controls()[place] ?? controls().at(-1))?.focus({ preventScroll: true });
}).observe(document.body, { subtree: true, childList: true });
