import { useEffect } from "react";
import type { ReaderState } from "../reader";
import type { Looks } from "./looks";

/** Keeps how the picture lies before the reader, for when they come back to it. */
export function useLeft(looks: Looks, state: ReaderState | null): void {
  const id = state?.display?.id ?? null;
  const look = state?.look ?? null;
  const framing = state?.framing ?? null;
  const isShown = state?.isVisible === true && state.stage?.shown?.instanceId === id;
  useEffect(() => {
    // A window that nobody chose yet is worked out from the picture when it comes.
    if (id !== null && look !== null && isShown) looks.keep(id, { look, framing });
  }, [looks, id, look, framing, isShown]);
}
