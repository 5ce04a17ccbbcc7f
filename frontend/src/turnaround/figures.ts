import type { TurnaroundRow } from "../api/types";

export interface Group {
  key: string;
  clinicName: string;
  modality: TurnaroundRow["modality"];
  rows: TurnaroundRow[];
}

/** The figures of one clinic and kind together, in the order in which they came. */
export function groupsOf(rows: readonly TurnaroundRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = `${row.clinic_id} ${row.modality}`;
    const group = groups.get(key) ?? { key, clinicName: row.clinic_name, modality: row.modality, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The longest p95 of a group: the right edge of its bars, so that they can be compared with one another. */
export function longestOf(rows: readonly TurnaroundRow[]): number {
  return Math.max(0, ...rows.map((row) => row.p95_s ?? 0));
}
