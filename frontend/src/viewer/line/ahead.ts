import type { QueryClient } from "@tanstack/react-query";
import type { InstanceSummary } from "../../api/types";
import { samplesOptions, waveformOptions } from "../../ecg/queries";
import type { InstanceDisplay } from "../display";
import { priorsOf } from "../layout/priors";
import { displayOf } from "../queries";
import { clipAsked, frameAsked, previewAsked } from "./bring";
import { canDecodeClips } from "./decoder";
import { here } from "./here";
import { isWorthPreview, renditionsOf } from "./renditions";

const DESCRIPTION_BYTES = 4_000;
const WAVEFORM_BYTES = 100_000;

/**
 * Has everything of some Instances at hand before it is asked for: what is said of each, its preview, its first
 * frame. The frames of a clip beyond the first come when somebody opens it: they would take the memory of all else.
 */
export async function fetchAhead(
  instances: readonly Pick<InstanceSummary, "id" | "kind">[],
  queries: QueryClient,
  signal: AbortSignal,
): Promise<void> {
  const one = async ({ id, kind }: Pick<InstanceSummary, "id" | "kind">) => {
    if (kind === "ecg") return fetchWaveform(id, queries, signal);
    if (kind === "image" || kind === "clip") return fetchPicture(id, queries, signal);
    return undefined;
  };
  // What does not come ahead comes when it is asked for, and says then what is wrong.
  await Promise.allSettled(instances.map(one));
}

/** Has the list of a patient's earlier studies at hand: no pane is laid before it is known. */
export async function listPriorsAhead(readingId: string, queries: QueryClient, signal: AbortSignal): Promise<void> {
  await inTurn(() => queries.fetchQuery(priorsOf(readingId)), signal);
}

/** Something of the next study that goes over the line when nothing else does. */
export function inTurn<T>(load: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return here.inTurn({ instanceId: "", frame: 1, part: "description" }, DESCRIPTION_BYTES, load, signal);
}

async function fetchPicture(instanceId: string, queries: QueryClient, signal: AbortSignal): Promise<void> {
  const piece = { instanceId, frame: 1 } as const;
  const describe = () => queries.fetchQuery(displayOf(instanceId));
  const display = await here.inTurn({ ...piece, part: "description" }, DESCRIPTION_BYTES, describe, signal);
  if (display.cannot_show != null) return;
  const coming: Promise<unknown>[] = [];
  if (isWorthPreview(display, 1)) coming.push(here.want(previewAsked(instanceId), { ...piece, part: "preview" }, signal));
  const clip = renditionsOf(display).preview_clip;
  if (clip !== null && canDecodeClips())
    coming.push(here.want(clipAsked(instanceId, clip.size_bytes), { ...piece, part: "preview" }, signal));
  if (fits(display)) coming.push(here.want(frameAsked(instanceId, display, 1), { ...piece, part: "frame" }, signal));
  await Promise.allSettled(coming);
}

/** Half of what is kept in memory is for what the reader has opened. */
function fits(display: InstanceDisplay): boolean {
  return frameAsked(display.id, display, 1).size < here.room();
}

async function fetchWaveform(instanceId: string, queries: QueryClient, signal: AbortSignal): Promise<void> {
  const piece = { instanceId, frame: 1, part: "frame" } as const;
  const all = async () => {
    const { groups } = await queries.fetchQuery(waveformOptions(instanceId));
    await Promise.all(groups.map((group, at) => queries.fetchQuery(samplesOptions(instanceId, at + 1, group))));
  };
  await here.inTurn(piece, WAVEFORM_BYTES, all, signal);
}
