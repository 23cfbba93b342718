/** Other pages of this origin keep things of their own. */
const placeOf = (name: string) => `seedream-studio ${name}`;

/** What was chosen on an earlier visit. Nothing where the browser keeps nothing. */
export function chosen(name: string): string | null {
  try {
    return localStorage.getItem(placeOf(name));
  } catch {
    return null;
  }
}

/** Keeps a choice for the next visit. Where there is no room, or it is forbidden, it holds for this one. */
export function keep(name: string, choice: string): void {
  try {
    localStorage.setItem(placeOf(name), choice);
  } catch {
    // The page works without.
  }
}
