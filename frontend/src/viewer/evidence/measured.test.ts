import { expect, test } from "vitest";
import type { InstanceDisplay } from "../display";
import type { Kind } from "../measurement";
import { type Shape, statisticsOf } from "../region";
import { type Amount, type Result, resultOf } from "../result";
import { aDisplay } from "../testing";
import table from "./measured.json";

/** What the server says of a measurement; it computes the values that are kept with the report. */
interface Value {
  quantity: string;
  value: number;
  unit: string;
  origin: string;
  magnification: number | null;
}

const plain = (quantity: string, value: number, unit: string, origin = "none"): Value => {
  return { quantity, value, unit, origin, magnification: null };
};

function amounts(quantity: string, { value, unit, origin, corrected }: Amount): Value[] {
  const there = plain(quantity, value, unit, origin);
  if (corrected === null) return [there];
  return [there, { ...there, value: corrected.value, magnification: corrected.magnification }];
}

function valuesOf(result: Result): Value[] {
  switch (result.kind) {
    case "length":
      return amounts("length", result.length);
    case "extents": {
      const { x, y, slope, ends } = result;
      const steep = slope === null ? [] : [plain("slope", slope.value, slope.unit, y.origin)];
      const [start, end] = ends ?? [];
      const speeds = start === undefined || end === undefined ? [] : [["at_start", start] as const, ["at_end", end] as const];
      return [
        ...amounts("across", x),
        ...amounts("down", y),
        ...steep,
        ...speeds.map(([quantity, value]) => plain(quantity, value, y.unit, y.origin)),
      ];
    }
    case "angle":
    case "cobb":
      return result.degrees === null ? [] : [plain(result.kind, result.degrees, "°")];
    case "ratio": {
      const lengths = [...amounts("first_length", result.first), ...amounts("second_length", result.second)];
      return result.ratio === null ? lengths : [plain("ratio", result.ratio, "1"), ...lengths];
    }
    case "area": {
      const { area, statistics } = result;
      const grey =
        statistics === null
          ? []
          : [plain("mean", statistics.mean, "1"), plain("standard_deviation", statistics.sd, "1")];
      return [...(area === null ? [] : amounts("area", area)), ...grey];
    }
    default:
      return [];
  }
}

const pictures: Readonly<Record<string, object>> = table.pictures;
const at = ([x, y]: number[]) => ({ x: x!, y: y! });

test.each(table.cases)("$name: as the server says it", ({ picture, kind, points, known, statistics, values }) => {
  const shown: InstanceDisplay = aDisplay({ ...pictures[picture] });
  const drawn = { kind: kind as Kind, points: points.map(at), text: "", mm: null };
  const result = resultOf(drawn, shown, {
    known: known === null ? null : { mm: known.mm, points: known.points.map(at) },
    statistics: statistics === null ? null : { ...statistics, min: 0, max: 0 },
  });
  const found = valuesOf(result);
  const without = ({ value: _, ...rest }: Value) => rest;
  expect(found.map(without)).toEqual(values.map(without));
  found.forEach(({ value }, index) => expect(value).toBeCloseTo(values[index]!.value, 6));
});

const { grey } = table;

test.each(grey.regions)("the pixels in the $kind $points: as the server counts them", ({ kind, points, statistics }) => {
  const [from, to] = points.map(at);
  const found = statisticsOf(grey.values, {
    size: grey,
    shape: kind as Shape,
    corners: [from!, to!],
    line: grey,
  });
  expect(found?.n ?? null).toBe(statistics?.n ?? null);
  if (found === null || statistics === null) return;
  expect(found.mean).toBeCloseTo(statistics.mean, 6);
  expect(found.sd).toBeCloseTo(statistics.sd, 6);
});
