import type { Evidence } from "../../evidence/evidence";

/** What the desk says to the window that has its pictures. Keys only, never a name. */
export type ToWindow =
  | { to: "window"; kind: "show"; readingId: string | null; patientKey: string | null }
  | { to: "window"; kind: "evidence"; value: Evidence; isOpen: boolean }
  | { to: "window"; kind: "close" };

/** What the window says to its desk. */
export type ToDesk =
  | { to: "desk"; kind: "here" }
  | { to: "desk"; kind: "gone" }
  | { to: "desk"; kind: "seen"; instanceId: string }
  | { to: "desk"; kind: "evidence"; value: Evidence };

/** What the desk has before it: which Reading, and whose. */
export interface Wanted {
  readingId: string;
  patientKey: string;
}

/** What the window may show. The two windows never show two patients: what differs is hidden. */
export type Allowed = "shown" | "waiting" | "differs" | "alone";

export function allowedOf(
  wanted: Wanted | null,
  loaded: { id: string; patient: { id: string } } | null,
  isDeskThere: boolean,
): Allowed {
  if (!isDeskThere) return "alone";
  if (wanted === null || loaded === null) return "waiting";
  if (loaded.patient.id !== wanted.patientKey) return "differs";
  return loaded.id === wanted.readingId ? "shown" : "waiting";
}

const KEY = "teleread.desk";

/** The name of this tab's desk: it outlives a reload, and two tabs are two desks. */
export function deskIdIn(storage: Pick<Storage, "getItem" | "setItem">): string {
  const known = storage.getItem(KEY);
  if (known !== null) return known;
  const made = [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, "0")).join("");
  storage.setItem(KEY, made);
  return made;
}

export function channelOf(deskId: string): BroadcastChannel {
  return new BroadcastChannel(`teleread.pictures.${deskId}`);
}
