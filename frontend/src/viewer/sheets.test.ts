import { expect, test } from "vitest";
import type { InstanceSummary, ReadingStudy, SeriesSummary } from "../api/types";
import { bySeries, firstOfSeries, neighbour, sheetsOf } from "./sheets";

const instance = (id: string, instance_number: number | null): InstanceSummary => ({
  id,
  sop_instance_uid: id,
  sop_class_uid: "1.2",
  instance_number,
  kind: "image",
  number_of_frames: 1,
  rows: 1,
  columns: 1,
});
const series = (id: string, series_number: number | null, instances: InstanceSummary[]): SeriesSummary => ({
  id,
  series_instance_uid: id,
  modality: "DX",
  series_number,
  series_description: "",
  body_part_examined: "",
  laterality: "",
  instances,
});
const study = (all: SeriesSummary[]): ReadingStudy => ({
  id: "s",
  study_instance_uid: "1",
  clinic_key: "q",
  study_date: "2026-03-02",
  study_description: "",
  accession_number: "",
  series: all,
});

const studies = [
  study([
    series("late", 2, [instance("c", 1)]),
    series("empty", 1, []),
    series("early", 1, [instance("b", 2), instance("a", 1), instance("x", null)]),
  ]),
  study([series("other", null, [instance("d", 1)])]),
];
const sheets = sheetsOf(studies);
const ids = (all: readonly { instance: InstanceSummary }[]) => all.map((sheet) => sheet.instance.id);

test("everything is in the order of its numbers, what has none at the end", () => {
  expect(ids(sheets)).toEqual(["a", "b", "x", "c", "d"]);
});

test("a series without Instances takes no place", () => {
  expect(bySeries(sheets).map(ids)).toEqual([["a", "b", "x"], ["c"], ["d"]]);
});

test("next goes on into the next series, and nowhere from the last", () => {
  expect(neighbour(sheets, sheets[2]!, 1)?.instance.id).toBe("c");
  expect(neighbour(sheets, sheets[4]!, 1)).toBeUndefined();
  expect(neighbour(sheets, sheets[0]!, -1)).toBeUndefined();
});

test("a series is entered at its first Instance", () => {
  expect(firstOfSeries(sheets, sheets[3]!, -1)?.instance.id).toBe("a");
  expect(firstOfSeries(sheets, sheets[1]!, 1)?.instance.id).toBe("c");
});
