/** The prefix keeps these entries apart from those of other pages of this origin. */
const placeOf = (name: string) => `seedream-studio ${name}`;

/** Returns the choice of an earlier visit; `null` without one, or if the browser stores nothing. */
export function chosen(name: string): string | null {
  try {
    return localStorage.getItem(placeOf(name));
  } catch {
    return null;
  }
}

/** Keeps a choice for the next visit. If storage is full or forbidden, the choice lasts for this visit. */
export function keep(name: string, choice: string): void {
  try {
    localStorage.setItem(placeOf(name), choice);
  } catch {
    // The page works without stored choices.
  }
}
