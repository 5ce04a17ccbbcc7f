import openjph from "@cornerstonejs/codec-openjph";
import wasm from "@cornerstonejs/codec-openjph/wasm?url";
import type { Answer, Asking, Request } from "./decoding";
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
  answer(request).then(
    (buffer) => post({ number, buffer }, [buffer]),
    (why: unknown) => post({ number, why: String(why) }, []),
  );
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
  const { file, mediaType, columns, rows, samples } = request;
  const drawn = await createImageBitmap(new Blob([file], { type: mediaType }), { colorSpaceConversion: "none" });
  const canvas = new OffscreenCanvas(columns, rows).getContext("2d", { willReadFrequently: true });
  if (canvas === null) throw new Error("nothing to draw on");
  canvas.imageSmoothingQuality = "high";
  canvas.drawImage(drawn, 0, 0, columns, rows);
  drawn.close();
  const { data } = canvas.getImageData(0, 0, columns, rows);
  return samples === 1 ? greyOf(data).buffer : rgbOf(data).buffer;
}
