export const AGAIN_MS = 2_000;

/**
 * Brings a part of the page that may come late: while the server does not answer it is asked for again, and what is
 * shown already stays. A part that fails would take the whole page with it, and with it what is being typed.
 */
export async function patiently<T>(bring: () => Promise<T>, wait: (ms: number) => Promise<void> = pause): Promise<T> {
  for (;;) {
    try {
      return await bring();
    } catch {
      await wait(AGAIN_MS);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
