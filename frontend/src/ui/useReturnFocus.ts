import { useEffect } from "react";

/** Gives the focus back to where it was before a dialog that is shown by being mounted: Mantine does so only for one that is closed. */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) setTimeout(() => before.focus());
    };
  }, []);
}
