import type { Action, ReadingDetail } from "../api/types";
import { cancelReading, pauseReading, releaseReading } from "../worklist/queries";
import type { Signing } from "./SignDialog";

/** Acts that need a reason somebody else will read. */
export const REASONED = ["return", "release", "pause", "cancel"] as const;
export type Reasoned = (typeof REASONED)[number];

/** Acts that this window may do only while it holds the reading. */
const NEED_HOLD: ReadonlySet<Action> = new Set(["submit", "sign", "return", "reject", "acknowledge_late"]);

/** What can be offered here: what the server allows, less what needs a hold that another window has. */
export function offered(reading: Pick<ReadingDetail, "actions">, isHeldHere: boolean): ReadonlySet<Action> {
  return new Set(reading.actions.filter((action) => isHeldHere || !NEED_HOLD.has(action)));
}

/** Which signature this window would give; null when the server offers none. */
export function signingOf(reading: Pick<ReadingDetail, "state">, acts: ReadonlySet<Action>): Signing | null {
  if (acts.has("submit")) return "submit";
  if (!acts.has("sign")) return null;
  return reading.state === "in_review" ? "approve" : "both";
}

export function doReasoned(act: Exclude<Reasoned, "return">, id: string, token: number | null, reason: string): Promise<unknown> {
  switch (act) {
    case "release":
      return releaseReading(id, token, reason);
    case "pause":
      return pauseReading(id, reason);
    case "cancel":
      return cancelReading(id, reason);
  }
}
