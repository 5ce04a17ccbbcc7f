import type { ReadingSummary } from "../api/types";

const RETAKE_SHOWN_MS = 7 * 24 * 3600 * 1000;

/** Readings that were sent back for a retake lately; later the patient is gone. */
export function retakesOf(readings: readonly ReadingSummary[], now: number): ReadingSummary[] {
  return readings.filter(
    (reading) => reading.state === "rejected" && now - Date.parse(reading.state_since) < RETAKE_SHOWN_MS,
  );
}

/** Readings whose specialist waits for the clinic. */
export function waitingOf(readings: readonly ReadingSummary[]): ReadingSummary[] {
  return readings.filter((reading) => reading.is_paused);
}
