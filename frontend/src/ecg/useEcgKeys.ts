import { useEffect } from "react";
import { usePane } from "../viewer/layout/pane";
import { useLatest } from "../viewer/useLatest";
import { ecgActionOf, type EcgAction } from "./keys";

/** Listens for the ECG's keys; the handler says whether it had a use for one, and only then the page does not scroll. */
export function useEcgKeys(handle: (action: EcgAction, isShifted: boolean) => boolean): void {
  const { isActive } = usePane();
  const act = useLatest(handle);
  useEffect(() => {
    if (!isActive) return undefined;
    const press = (event: KeyboardEvent) => {
      const action = ecgActionOf(event);
      if (action !== null && act(action, event.shiftKey)) event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [isActive, act]);
}
