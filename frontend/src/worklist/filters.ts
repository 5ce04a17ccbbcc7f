import type { Modality, Priority, ReadingState } from "../api/types";
import { type Narrowing, type View, VIEWS } from "./queries";

/** Which Readings the list shows. It stands in the address, so it holds nothing of a patient. */
export interface Filters extends Narrowing {
  view: View;
}

export const MODALITIES = ["xray", "ultrasound", "ecg", "other"] as const satisfies readonly Modality[];
export const PRIORITIES = ["emergency", "routine"] as const satisfies readonly Priority[];
const OPEN_STATES = [
  "awaiting",
  "assigned",
  "in_progress",
  "submitted",
  "review_offered",
  "in_review",
] as const satisfies readonly ReadingState[];
const DONE_STATES = ["signed", "rejected", "cancelled"] as const satisfies readonly ReadingState[];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function statesOf(view: View): readonly ReadingState[] {
  return view === "done" ? DONE_STATES : OPEN_STATES;
}

function oneOf<T extends string>(all: readonly T[], said: string | null): T | null {
  return all.find((one) => one === said) ?? null;
}

/** What an address asks for; what it does not know it leaves out. */
export function filtersOf(address: URLSearchParams): Filters {
  const view = oneOf(VIEWS, address.get("view")) ?? "mine";
  const clinic = address.get("clinic") ?? "";
  return {
    view,
    modality: oneOf(MODALITIES, address.get("modality")),
    clinic_id: UUID.test(clinic) ? clinic : null,
    state: oneOf(statesOf(view), address.get("state")),
    priority: oneOf(PRIORITIES, address.get("priority")),
  };
}

/** The part of an address that says this, or nothing where it is what the page begins with. */
export function searchOf({ view, modality, clinic_id, state, priority }: Filters): string {
  const said: [string, string | null][] = [
    ["view", view === "mine" ? null : view],
    ["modality", modality],
    ["clinic", clinic_id],
    ["state", state !== null && statesOf(view).includes(state) ? state : null],
    ["priority", priority],
  ];
  const address = new URLSearchParams(said.filter((pair): pair is [string, string] => pair[1] !== null)).toString();
  return address === "" ? "" : `?${address}`;
}

export function narrowedBy({ modality, clinic_id, state, priority }: Filters): number {
  return [modality, clinic_id, state, priority].filter((one) => one !== null).length;
}

