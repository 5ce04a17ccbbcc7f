import type { Verification } from "../api/types";

export type Verdict = "valid" | "superseded" | "recalled" | "unknown" | "invalid";

/** One word for a stranger who holds a printed report. A broken signature outweighs everything else. */
export function verdictOf(verification: Verification): Verdict {
  if (!verification.is_known) return "unknown";
  if (verification.signature_valid !== true) return "invalid";
  if (verification.standing === "recalled") return "recalled";
  return verification.is_current === true ? "valid" : "superseded";
}

export type FileVerdict = "same" | "different" | "tooLarge";

/** No report of ours is near that; a larger file is not read into the browser's memory. */
export const LARGEST_FILE = 64 * 1024 * 1024;

/** Whether a file is the one that was issued, by the fingerprints of both. */
export function compared(fingerprint: string, issued: string): FileVerdict {
  return fingerprint.toLowerCase() === issued.toLowerCase() ? "same" : "different";
}

export type SealWord = "timed" | "untimed" | "none";

/** What is said of the hospital's seal on the PDF. */
export function sealWord(seal: Verification["seal"]): SealWord | null {
  if (!seal) return null;
  return seal === "B-T" ? "timed" : seal === "B-B" ? "untimed" : "none";
}
