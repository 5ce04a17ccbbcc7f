import { useEffect } from "react";
import { useLatest } from "../useLatest";
import { type LayoutAction, layoutActionOf } from "./keys";

/** Listens for the keys of the panes. */
export function useLayoutKeys(act: (action: LayoutAction | number) => void): void {
  const handle = useLatest(act);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = layoutActionOf(event);
      if (action === null) return;
      event.preventDefault();
      handle(action);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [handle]);
}
