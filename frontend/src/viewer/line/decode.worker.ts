import openjph from "@cornerstonejs/codec-openjph";
import wasm from "@cornerstonejs/codec-openjph/wasm?url";
import type { Answer, Asking, ClipRequest, Request } from "./decoding";
import { enlarge, type Samples } from "./enlarge";
import { decodeHtj2k, type Decoded, type OpenJph } from "./htj2k";
import { greyOf, rgbOf } from "./rgba";

let coming: Promise<OpenJph> | null = null;

function codec(): Promise<OpenJph> {
  coming ??= openjph({ locateFile: () => wasm }) as Promise<OpenJph>;
  coming.catch(() => (coming = null));
  return coming;
}

self.onmessage = ({ data }: MessageEvent<Asking>) => {
  const { number, request } = data;
  const failed = (why: unknown) => post({ number, why: String(why) }, []);
  if (request.kind === "warm") {
    codec().then(() => post({ number, isDone: true }, []), failed);
  } else if (request.kind === "clip") {
    const onFrame = (frame: number, buffer: ArrayBuffer) => post({ number, frame, buffer }, [buffer]);
    framesOf(request, onFrame).then(() => post({ number, isDone: true }, []), failed);
  } else {
    answer(request).then((buffer) => post({ number, buffer }, [buffer]), failed);
  }
};

function post(answer: Answer, handedOver: Transferable[]): void {
  self.postMessage(answer, { transfer: handedOver });
}

function answer(request: Request): Promise<ArrayBuffer> {
  return request.kind === "htj2k" ? samplesOf(request) : pictureOf(request);
}

async function samplesOf(request: Extract<Request, { kind: "htj2k" }>): Promise<ArrayBuffer> {
  const { stream, halvings, columns, rows, bytesPerSample, isSigned } = request;
  const decoded = decodeHtj2k(await codec(), stream, halvings);
  if (halvings === 0) return widened(decoded, bytesPerSample).buffer;
  const values = typed(widened(decoded, bytesPerSample), bytesPerSample, isSigned);
  return enlarge(values, decoded, { columns, rows }).buffer as ArrayBuffer;
}

/** Eight bits that are stored in sixteen, as the native frame has them. */
function widened({ bytes, bytesPerSample, isSigned }: Decoded, wanted: number): Uint8Array<ArrayBuffer> {
  if (bytesPerSample === wanted) return bytes;
  if (bytesPerSample !== 1 || wanted !== 2) throw new Error(`${bytesPerSample} bytes a sample and not ${wanted}`);
  const narrow = isSigned ? new Int8Array(bytes.buffer) : bytes;
  return new Uint8Array(Int16Array.from(narrow).buffer);
}

function typed({ buffer }: Uint8Array<ArrayBuffer>, bytesPerSample: number, isSigned: boolean): Samples {
  if (bytesPerSample === 1) return isSigned ? new Int8Array(buffer) : new Uint8Array(buffer);
  return isSigned ? new Int16Array(buffer) : new Uint16Array(buffer);
}

async function pictureOf(request: Extract<Request, { kind: "picture" }>): Promise<ArrayBuffer> {
  const file = new Blob([request.file], { type: request.mediaType });
  const drawn = await createImageBitmap(file, { colorSpaceConversion: "none" });
  const draw = easel(request);
  const buffer = draw(drawn);
  drawn.close();
  return buffer;
}

/** Draws whatever it is given as large as the whole picture, and returns its samples. */
function easel({ columns, rows, samples }: { columns: number; rows: number; samples: 1 | 3 }) {
  const canvas = new OffscreenCanvas(columns, rows).getContext("2d", { willReadFrequently: true });
  if (canvas === null) throw new Error("nothing to draw on");
  canvas.imageSmoothingQuality = "high";
  return (picture: ImageBitmap | VideoFrame): ArrayBuffer => {
    canvas.drawImage(picture, 0, 0, columns, rows);
    const { data } = canvas.getImageData(0, 0, columns, rows);
    return samples === 1 ? greyOf(data).buffer : rgbOf(data).buffer;
  };
}

/** WebCodecs' decoder of animations, which TypeScript's library does not know. */
interface ImageDecoder {
  tracks: { ready: Promise<void>; selectedTrack: { frameCount: number } | null };
  completed: Promise<void>;
  decode: (options: { frameIndex: number }) => Promise<{ image: VideoFrame }>;
  close: () => void;
}
declare const ImageDecoder: new (init: {
  data: BufferSource;
  type: string;
  colorSpaceConversion: "none";
}) => ImageDecoder;

async function framesOf(request: ClipRequest, onFrame: (at: number, buffer: ArrayBuffer) => void): Promise<void> {
  const { file, mediaType } = request;
  const decoder = new ImageDecoder({ data: file, type: mediaType, colorSpaceConversion: "none" });
  const draw = easel(request);
  try {
    // How many frames there are is known only when both are through.
    await Promise.all([decoder.completed, decoder.tracks.ready]);
    const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
    for (let at = 0; at < count; at += 1) {
      const { image } = await decoder.decode({ frameIndex: at });
      const buffer = draw(image);
      image.close();
      onFrame(at, buffer);
    }
  } finally {
    decoder.close();
  }
}
