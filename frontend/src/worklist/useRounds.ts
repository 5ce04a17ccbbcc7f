import { useEffect } from "react";

/** Where the focus goes in each pane of the desk, the first that is there. */
const PLACES: readonly (readonly string[])[] = [
  ["a[data-card][aria-current=true]", "a[data-card]"],
  ["[data-testid=pane][data-active=true][tabindex]", "[data-testid=screen]", "[data-testid=study-pictures] button"],
  ["[data-report] textarea", "[data-report] button:not(:disabled)", "[data-report] a"],
];

/** F6 goes round the desk: list, pictures, report, and Shift+F6 the other way. */
export function useRounds(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const found = PLACES.map(firstOf);
      const at = found.findIndex((place) => place !== null && regionOf(place)?.contains(document.activeElement));
      const step = event.shiftKey ? found.length - 1 : 1;
      for (let by = 1; by <= found.length; by += 1) {
        const next = found[(Math.max(at, -1) + found.length + by * step) % found.length];
        if (next != null) return next.focus();
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

function firstOf(selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found !== null) return found;
  }
  return null;
}

/** The innermost pane of the desk that something stands in. */
function regionOf(element: HTMLElement): Element | null {
  return element.closest("section[aria-label]");
}
