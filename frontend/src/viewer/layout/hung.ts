import type { HangingFill, Layout } from "../../api/types";

/** What a pane holds: an Instance by its key, or what a hanging rule asks for and may still be on its way. */
export type Slot = string | HangingFill | null;

/** The panes as the reader has them before them, row by row. */
export interface Hung {
  layout: Layout;
  slots: readonly Slot[];
  active: number;
}

export const PANES: Readonly<Record<Layout, number>> = { "1x1": 1, "1x2": 2, "2x2": 4 };
export const LAYOUTS = ["1x1", "1x2", "2x2"] as const satisfies readonly Layout[];

/** The rows and columns of a layout. */
export function gridOf(layout: Layout): { rows: number; columns: number } {
  return { rows: layout === "2x2" ? 2 : 1, columns: layout === "1x1" ? 1 : 2 };
}

export function hang(layout: Layout, slots: readonly Slot[]): Hung {
  const panes = Array.from({ length: PANES[layout] }, (_, at) => slots[at] ?? null);
  const first = panes.findIndex((slot) => slot !== null && (typeof slot === "string" || slot.source === "current"));
  return { layout, slots: panes, active: Math.max(first, 0) };
}

export function put(hung: Hung, pane: number, instanceId: string): Hung {
  if (hung.slots[pane] === instanceId) return hung;
  return { ...hung, slots: hung.slots.map((slot, at) => (at === pane ? instanceId : slot)) };
}

export function activate(hung: Hung, pane: number): Hung {
  return pane === hung.active || hung.slots[pane] === undefined ? hung : { ...hung, active: pane };
}

export function nextPane(hung: Hung, by: 1 | -1): Hung {
  return { ...hung, active: (hung.active + by + hung.slots.length) % hung.slots.length };
}

/**
 * Another number of panes: fewer keep the active one, more keep what is there and are filled with what comes next,
 * the first of each series before a second of the same.
 */
export function withLayout(hung: Hung, layout: Layout, offered: readonly string[]): Hung {
  const wanted = PANES[layout];
  const kept = hung.slots.filter((slot, at) => slot !== null && (wanted > 1 || at === hung.active)).slice(0, wanted);
  const rest = offered.filter((id) => !kept.includes(id));
  const slots = [...kept, ...rest].slice(0, wanted);
  const active = kept.indexOf(hung.slots[hung.active] ?? null);
  return { layout, slots: hang(layout, slots).slots, active: Math.max(active, 0) };
}

export function nextLayout(layout: Layout): Layout {
  return LAYOUTS[(LAYOUTS.indexOf(layout) + 1) % LAYOUTS.length]!;
}
