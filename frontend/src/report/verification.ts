import type { Verification } from "../api/types";

export type Verdict = "valid" | "superseded" | "unknown" | "invalid";

/** One word for a stranger who holds a printed report. A broken signature outweighs everything else. */
export function verdictOf(verification: Verification): Verdict {
  if (!verification.is_known) return "unknown";
  if (verification.signature_valid !== true) return "invalid";
  return verification.is_current === true ? "valid" : "superseded";
}
