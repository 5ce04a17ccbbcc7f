import type { InstanceDisplay } from "../display";
import { canDecodeClips, decode, decodeClip } from "./decoder";
import type { Grade } from "./grade";
import { halvingsOf } from "./htj2k";
import type { Held } from "./held";
import { here } from "./here";
import type { Asked } from "./transfer";
import { HTJ2K, isWorthPreview, losslessOf, nativeBytes, prefixOf, renditionsOf } from "./renditions";

/** Until its answer says how large it is. */
const PREVIEW_BYTES = 80_000;

export function previewAsked(instanceId: string): Asked {
  return { address: `/api/instances/${instanceId}/preview`, accept: "image/*", size: PREVIEW_BYTES, isRanged: true };
}

/** The frame as it is best brought: its lossless rendition, or the native samples. */
export function frameAsked(instanceId: string, display: InstanceDisplay, frame: number): Asked {
  const lossless = losslessOf(display, frame);
  return lossless === null
    ? {
        address: `/api/instances/${instanceId}/frames/${frame}`,
        accept: "application/octet-stream",
        size: nativeBytes(display),
        isRanged: false,
      }
    : {
        address: `/api/instances/${instanceId}/lossless/${frame}`,
        accept: HTJ2K,
        size: lossless.size_bytes,
        isRanged: true,
      };
}

const bytesOf = ({ bytes, filled }: Held) => bytes.slice(0, filled);

export interface Wanted {
  instanceId: string;
  display: InstanceDisplay;
  frame: number;
}

/**
 * Brings a frame in the best ways that there are: its preview, the beginning of its lossless rendition, all of it.
 * `onPicture` has the samples as a native frame has them; of a preview they are of eight bits.
 */
export async function bring(
  { instanceId, display, frame }: Wanted,
  signal: AbortSignal,
  onPicture: (grade: Grade, bytes: ArrayBuffer) => void,
): Promise<void> {
  const asked = frameAsked(instanceId, display, frame);
  const isHere = here.isWhole(asked.address);
  const lesser = new AbortController();
  const until = AbortSignal.any([signal, lesser.signal]);
  const ignore = () => undefined;
  if (!isHere && isWorthPreview(display, frame)) void bringPreview().catch(ignore);
  const beginning = prefixOf(display, frame);
  if (!isHere && beginning !== null) void bringBeginning(beginning.size_bytes, beginning.columns).catch(ignore);

  async function bringPreview(): Promise<void> {
    const file = await here.want(previewAsked(instanceId), { instanceId, frame, part: "preview" }, until);
    await show("preview", decodePreview(bytesOf(file), display), until);
  }
  async function bringBeginning(enough: number, columns: number): Promise<void> {
    const stream = await here.want(asked, { instanceId, frame, part: "frame" }, until, enough);
    if (here.isWhole(asked.address)) return;
    await show("prefix", decodeStream(bytesOf(stream).subarray(0, enough), display, columns), until);
  }
  async function show(grade: Grade, samples: Promise<ArrayBuffer>, until: AbortSignal): Promise<void> {
    const bytes = await samples;
    if (!until.aborted) onPicture(grade, bytes);
  }

  const whole = bytesOf(await here.want(asked, { instanceId, frame, part: "frame" }, signal));
  if (asked.isRanged) {
    await show("full", decodeStream(whole, display, display.columns), signal);
  } else {
    // Native samples lie in the picture's own cache from now on, and in the browser's.
    here.drop(asked.address);
    onPicture("full", whole.buffer);
  }
  lesser.abort();
}

/** Brings the previews of all frames of a clip, where there are any and the browser can take them apart. */
export async function bringClip(
  { instanceId, display }: Omit<Wanted, "frame">,
  signal: AbortSignal,
  onFrame: (frame: number, bytes: ArrayBuffer) => void,
): Promise<void> {
  const clip = renditionsOf(display).preview_clip;
  if (clip === null || !canDecodeClips() || hasAllFrames(instanceId, display)) return;
  const file = await here.want(clipAsked(instanceId, clip.size_bytes), { instanceId, frame: 1, part: "preview" }, signal);
  const { columns, rows } = display;
  const samples = display.samples_per_pixel === 3 ? 3 : 1;
  await decodeClip({ kind: "clip", file: bytesOf(file), mediaType: clip.media_type, columns, rows, samples }, (at, bytes) => {
    if (!signal.aborted && at < display.number_of_frames) onFrame(at + 1, bytes);
  });
}

export function clipAsked(instanceId: string, size: number): Asked {
  return { address: `/api/instances/${instanceId}/preview-clip`, accept: "image/*", size, isRanged: true };
}

function hasAllFrames(instanceId: string, display: InstanceDisplay): boolean {
  return Array.from({ length: display.number_of_frames }, (_, at) => at + 1).every((frame) =>
    here.isWhole(frameAsked(instanceId, display, frame).address),
  );
}

function decodePreview(file: Uint8Array<ArrayBuffer>, display: InstanceDisplay): Promise<ArrayBuffer> {
  const { columns, rows } = display;
  const mediaType = renditionsOf(display).preview?.media_type ?? "";
  const samples = display.samples_per_pixel === 3 ? 3 : 1;
  return decode({ kind: "picture", file, mediaType, columns, rows, samples });
}

function decodeStream(stream: Uint8Array, display: InstanceDisplay, columns: number): Promise<ArrayBuffer> {
  return decode({
    kind: "htj2k",
    stream,
    halvings: halvingsOf(display.columns, columns),
    columns: display.columns,
    rows: display.rows,
    bytesPerSample: display.samples_per_pixel === 1 && display.bits_allocated > 8 ? 2 : 1,
    isSigned: display.pixel_representation === 1,
  });
}
