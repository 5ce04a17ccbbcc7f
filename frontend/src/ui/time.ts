const zoneless: Intl.DateTimeFormatOptions = { hour12: false };

/** A moment as people here read it: today's is only a time, this year's has no year. */
export function momentText(iso: string, language: string, now: number = Date.now()): string {
  const at = new Date(iso);
  const today = new Date(now);
  if (at.toDateString() === today.toDateString()) return timeText(iso, language);
  if (at.getFullYear() !== today.getFullYear()) return dateTimeText(iso, language);
  return new Intl.DateTimeFormat(language, {
    ...zoneless,
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

export function timeText(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { ...zoneless, hour: "2-digit", minute: "2-digit" }).format(new Date(iso));
}

export function dateTimeText(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    ...zoneless,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(iso));
}

/** A moment to the second, for records. */
export function secondText(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { ...zoneless, dateStyle: "short", timeStyle: "medium" }).format(
    new Date(iso),
  );
}

/** DICOM DA (20260131) or an ISO date as 2026-01-31; anything else as it came. */
export function dateText(value: string): string {
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  return digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : value;
}

export type Span =
  | { unit: "seconds"; seconds: number }
  | { unit: "minutes"; minutes: number }
  | { unit: "hours"; hours: number; minutes: number }
  | { unit: "days"; days: number; hours: number };

/** A length of time in the two largest units that matter. Minutes are rounded down: nobody is promised time that is not there. */
export function spanOf(milliseconds: number): Span {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return { unit: "seconds", seconds };
  if (minutes < 60) return { unit: "minutes", minutes };
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return { unit: "hours", hours, minutes: minutes % 60 };
  return { unit: "days", days: Math.floor(hours / 24), hours: hours % 24 };
}
