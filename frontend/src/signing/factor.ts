import { isProblem } from "../api/problem";
import type { SecondFactor } from "../api/types";

/** What a person shows beside the login when they sign. */
export type Method = "password" | "totp";

/** What was typed, as the server takes it; null while it cannot be right yet. */
export function factorOf(method: Method, typed: string): SecondFactor | null {
  if (method === "password") return typed === "" ? null : { password: typed };
  const digits = typed.replace(/\s/g, "");
  return /^\d{6}$/.test(digits) ? { totp: digits } : null;
}

const OF_THE_FACTOR: ReadonlySet<string> = new Set([
  "second_factor_wrong",
  "second_factor_missing",
  "codes_not_set_up",
  "code_used",
  "login_locked",
]);

/** True when what was shown was refused, and not what is to be signed. */
export function isFactorRefused(error: unknown): boolean {
  return isProblem(error) && OF_THE_FACTOR.has(error.code);
}

/** How long to wait before another try, in milliseconds; null when one may try at once. */
export function lockedForMs(error: unknown): number | null {
  if (!isFactorRefused(error) || !isProblem(error)) return null;
  const seconds = Number(error.values.retry_after_s);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}
