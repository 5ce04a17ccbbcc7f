import type { Answer, Asking, Request } from "./decoding";

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, { resolve: (buffer: ArrayBuffer) => void; reject: (why: Error) => void }>();

function started(): Worker {
  if (worker !== null) return worker;
  const begun = new Worker(new URL("./decode.worker.ts", import.meta.url), { type: "module" });
  begun.onmessage = ({ data }: MessageEvent<Answer>) => {
    const asker = waiting.get(data.number);
    waiting.delete(data.number);
    if ("buffer" in data) asker?.resolve(data.buffer);
    else asker?.reject(new Error(data.why));
  };
  begun.onerror = () => {
    // Whatever it was about, nobody is left waiting; the next who asks starts another.
    worker = null;
    for (const { reject } of waiting.values()) reject(new Error("the decoder ended"));
    waiting.clear();
  };
  worker = begun;
  return begun;
}

/** Decodes beside the page, which stays at hand meanwhile. */
export function decode(request: Request): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    count += 1;
    waiting.set(count, { resolve, reject });
    started().postMessage({ number: count, request } satisfies Asking);
  });
}

/** Has the decoder at hand before the first picture comes. */
export function warmUp(): void {
  started();
}
