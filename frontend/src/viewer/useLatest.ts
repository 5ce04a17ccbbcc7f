import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that keeps its identity and does what the last render said, for listeners outside React. */
export function useLatest<Args extends readonly unknown[], Result>(
  act: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
