import { whenForgotten } from "../../api/forgetting";
import { line } from "./line";
import type { Watch } from "./transfer";

/** What came over the line and may be wanted again: encoded pictures, and frames that were fetched ahead. */
const MEMORY_BYTES = 256 << 20;
const PAUSES_MS = [400, 1_200, 3_000];
/** Nothing for so long, and the line is taken for broken. */
const SILENCE_MS = 30_000;

/** Waits, and no longer than until the browser says that there is a line again. */
function pause(attempt: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = new AbortController();
    const end = (act: () => void) => {
      leave.abort();
      clearTimeout(timer);
      act();
    };
    const timer = setTimeout(() => end(resolve), PAUSES_MS[Math.min(attempt, PAUSES_MS.length) - 1]);
    addEventListener("online", () => end(resolve), { signal: leave.signal });
    signal.addEventListener("abort", () => end(() => reject(signal.reason as Error)), { signal: leave.signal });
  });
}

function watch(signal: AbortSignal): Watch {
  const silence = new AbortController();
  const cry = () => silence.abort(new DOMException("nothing came", "TimeoutError"));
  let timer = setTimeout(cry, SILENCE_MS);
  return {
    signal: AbortSignal.any([signal, silence.signal]),
    touch() {
      clearTimeout(timer);
      timer = setTimeout(cry, SILENCE_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** The line of this page. */
export const here = line({
  fetch: (address, init) => fetch(address, init),
  now: () => performance.now(),
  pause,
  watch,
  memory: MEMORY_BYTES,
});

whenForgotten(here.forget);
