import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { en } from "../../i18n/en";
import { zh } from "../../i18n/zh";
import type { Measurement } from "../measurement";
import { aDisplay } from "../testing";
import { findingOf, framesOf, valuesOf } from "./values";

beforeAll(async () => {
  await i18next.init({ lng: "zh", resources: { zh: { translation: zh }, en: { translation: en } } });
});

const one = (part: Partial<Measurement> = {}): Measurement => ({
  id: 1,
  instanceId: "a",
  frame: 1,
  kind: "length",
  points: [
    { x: 0, y: 0 },
    { x: 123, y: 0 },
  ],
  text: "右肺门",
  mm: null,
  ...part,
});
const spacing = (origin: "pixel_spacing" | "imager_pixel_spacing") => ({
  row_mm: 0.1,
  column_mm: 0.1,
  origin,
  magnification: null,
});

test.each([
  [aDisplay({ pixel_spacing: spacing("pixel_spacing") }), "右肺门 12.3 mm", "右肺门 12.3 mm"],
  [
    aDisplay({ pixel_spacing: spacing("imager_pixel_spacing") }),
    "右肺门 12.3 mm（探测器平面）",
    "右肺门 12.3 mm at detector",
  ],
  [aDisplay(), "右肺门 123.0 px", "右肺门 123.0 px"],
])("a line of the findings says the unit that the file knows", (display, chinese, english) => {
  const say = (language: string) => {
    const t = i18next.getFixedT(language);
    return findingOf(one(), valuesOf(one(), { display, all: [], statistics: null, t }), t);
  };
  expect(say("zh")).toBe(chinese);
  expect(say("en")).toBe(english);
});

test("a measurement without a name is called what it is, and a region says no grey values that are not known", () => {
  const t = i18next.getFixedT("zh");
  const corners = [
    { x: 0, y: 0 },
    { x: 10, y: 10 },
  ];
  const region = one({ kind: "rectangle", text: "", points: corners });
  const values = valuesOf(region, { display: aDisplay(), all: [], statistics: null, t });
  expect(values).toEqual(["100 px²"]);
  expect(findingOf(region, values, t)).toBe("矩形区域 100 px²");
});

test("an arrow goes into the findings with its words, and without words not at all", () => {
  const t = i18next.getFixedT("zh");
  expect(findingOf(one({ kind: "arrow" }), [], t)).toBe("右肺门");
  expect(findingOf(one({ kind: "arrow", text: "" }), [], t)).toBeNull();
});

test("frames that were chosen come first, then those that were only drawn on", () => {
  const key = { instanceId: "b", frame: 4, note: "", look: null };
  const found = framesOf([key], [one(), one({ id: 2, instanceId: "b", frame: 4 }), one({ id: 3 })]);
  expect(found.map(({ instanceId, key: is, marks }) => [instanceId, is !== null, marks.map(({ id }) => id)])).toEqual([
    ["b", true, [2]],
    ["a", false, [1, 3]],
  ]);
});
