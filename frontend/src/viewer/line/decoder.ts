import type { Answer, Asking, ClipRequest, Request } from "./decoding";

interface Asker {
  onBuffer: (buffer: ArrayBuffer, frame: number) => void;
  onDone: () => void;
  onFailed: (why: Error) => void;
}

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, Asker>();

function started(): Worker {
  if (worker !== null) return worker;
  const begun = new Worker(new URL("./decode.worker.ts", import.meta.url), { type: "module" });
  begun.onmessage = ({ data }: MessageEvent<Answer>) => answer(data);
  begun.onerror = () => {
    // Whatever it was about, nobody is left waiting; the next who asks starts another.
    worker = null;
    for (const { onFailed } of waiting.values()) onFailed(new Error("the decoder ended"));
    waiting.clear();
  };
  worker = begun;
  return begun;
}

function answer(data: Answer): void {
  const asker = waiting.get(data.number);
  if ("frame" in data) return asker?.onBuffer(data.buffer, data.frame);
  waiting.delete(data.number);
  if ("why" in data) return asker?.onFailed(new Error(data.why));
  if ("buffer" in data) asker?.onBuffer(data.buffer, 0);
  asker?.onDone();
}

function ask(request: Asking["request"], asker: Asker): void {
  count += 1;
  waiting.set(count, asker);
  started().postMessage({ number: count, request } satisfies Asking);
}

/** Decodes beside the page, which stays at hand meanwhile. */
export function decode(request: Request): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    ask(request, { onBuffer: resolve, onDone: () => undefined, onFailed: reject });
  });
}

/** Decodes the frames of an animation one after the other; they count from 0. */
export function decodeClip(request: ClipRequest, onFrame: (at: number, bytes: ArrayBuffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    ask(request, { onBuffer: (buffer, at) => onFrame(at, buffer), onDone: resolve, onFailed: reject });
  });
}

/** Browsers take animations apart only on a page that came safely: over TLS, or from the machine itself. */
export function canDecodeClips(): boolean {
  return "ImageDecoder" in globalThis;
}

/** Has the decoder at hand before the first picture comes. */
export function warmUp(): void {
  ask({ kind: "warm" }, { onBuffer: NOTHING, onDone: NOTHING, onFailed: NOTHING });
}

const NOTHING = () => undefined;
