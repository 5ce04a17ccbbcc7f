import type { ReadingDetail } from "../api/types";
import type { HoldHere } from "../worklist/useHold";

export interface ReportPanelProps {
  reading: ReadingDetail;
  hold: HoldHere;
  /** How many pictures were not looked at yet. */
  unseen: number;
}
