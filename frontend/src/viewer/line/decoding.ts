/** What the page asks of the worker that decodes. Every answer is a buffer of its own, handed over and not copied. */
export type Request =
  | {
      kind: "htj2k";
      stream: Uint8Array;
      halvings: number;
      /** What the picture is like as a native frame. */
      columns: number;
      rows: number;
      bytesPerSample: number;
      isSigned: boolean;
    }
  | {
      /** A small picture of any kind the browser knows, as large as the whole one. */
      kind: "picture";
      file: Uint8Array<ArrayBuffer>;
      mediaType: string;
      columns: number;
      rows: number;
      samples: 1 | 3;
    };

/** Nothing but to be ready: the codec is fetched and compiled. */
export interface WarmUp {
  kind: "warm";
}

/** Every frame of an animation, each as large as the whole one. */
export interface ClipRequest {
  kind: "clip";
  file: Uint8Array<ArrayBuffer>;
  mediaType: string;
  columns: number;
  rows: number;
  samples: 1 | 3;
}

export interface Asking {
  number: number;
  request: Request | ClipRequest | WarmUp;
}

export type Answer =
  | { number: number; buffer: ArrayBuffer }
  | { number: number; frame: number; buffer: ArrayBuffer }
  | { number: number; isDone: true }
  | { number: number; why: string };
