import type { NameStanding } from "../api/types";

export interface PersonName {
  /** What to show large: the ideographic form where there is one. */
  main: string;
  /** The form in other letters, or empty. */
  other: string;
}

const IDEOGRAPHS = /\p{Script=Han}/u;

/**
 * A DICOM Person Name (PS3.5 6.2.1) as people read it: three forms apart by "=", five parts apart by "^".
 * Chinese names lose the caret without gaining a space. A name that was not written as PN stays as it is.
 */
export function personName(value: string): PersonName {
  const [alphabetic = "", ideographic = "", phonetic = ""] = value.split("=").map(joinParts);
  const main = ideographic || alphabetic || phonetic;
  const other = main === ideographic ? alphabetic : "";
  return { main, other: other === main ? "" : other };
}

function joinParts(form: string): string {
  const [family = "", given = "", middle = "", prefix = "", suffix = ""] = form.split("^").map((part) => part.trim());
  const parts = [prefix, family, given, middle, suffix].filter((part) => part !== "");
  return parts.join(IDEOGRAPHS.test(form) ? "" : " ");
}

/** True when a program guessed the characters of the name and nobody has looked at it yet (promise 3). */
export function isNameDoubtful(standing: NameStanding): boolean {
  return standing === "guessed" || standing === "lossy";
}

export type Age = { unit: "years" | "months" | "days"; count: number } | null;

/** The day that an age is of: of a DICOM DA or an ISO moment, else today. */
export function dayOf(value: string | null | undefined): Date {
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(value ?? "");
  const day = new Date(digits ? `${digits[1]}-${digits[2]}-${digits[3]}T12:00:00` : (value ?? ""));
  return Number.isNaN(day.getTime()) ? new Date() : day;
}

/** Age at a day, in the unit a paediatrician would use; null when it cannot be known. */
export function ageOf(birthDate: string | null, at: Date): Age {
  if (!birthDate) return null;
  const born = new Date(`${birthDate}T00:00:00`);
  const days = Math.floor((at.getTime() - born.getTime()) / 86_400_000);
  if (Number.isNaN(days) || days < 0) return null;
  const months =
    (at.getFullYear() - born.getFullYear()) * 12 +
    (at.getMonth() - born.getMonth()) -
    (at.getDate() < born.getDate() ? 1 : 0);
  if (months < 1) return { unit: "days", count: days };
  if (months < 24) return { unit: "months", count: months };
  return { unit: "years", count: Math.floor(months / 12) };
}
