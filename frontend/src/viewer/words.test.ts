import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import type { Amount, Result } from "./result";
import { linesOf } from "./words";

beforeAll(async () => {
  await i18next.init({ lng: "zh", resources: { zh: { translation: zh }, en: { translation: en } } });
});

const amount = (part: Partial<Amount> = {}): Amount => ({
  value: 123.456,
  unit: "mm",
  origin: "patient",
  corrected: null,
  ...part,
});
const corrected = { value: 107.353, magnification: 1.15 };

describe("a length says where its unit comes from", () => {
  test.each<[Partial<Amount>, string[], string[]]>([
    [{}, ["123.5 mm"], ["123.5 mm"]],
    [{ origin: "detector" }, ["123.5 mm（探测器平面）"], ["123.5 mm at detector"]],
    [
      { origin: "detector", corrected },
      ["123.5 mm（探测器平面）", "按放大率 1.15 校正：107.4 mm"],
      ["123.5 mm at detector", "corrected for magnification 1.15: 107.4 mm"],
    ],
    [{ origin: "manual" }, ["123.5 mm（手动校准）"], ["123.5 mm (manual)"]],
    [{ unit: "cm", origin: "region" }, ["123.46 cm"], ["123.46 cm"]],
    [{ unit: "px", origin: "none" }, ["123.5 px"], ["123.5 px"]],
  ])("%o", (part, chinese, english) => {
    const result: Result = { kind: "length", length: amount(part) };
    expect(linesOf(result, i18next.getFixedT("zh"))).toEqual(chinese);
    expect(linesOf(result, i18next.getFixedT("en"))).toEqual(english);
  });
});

test.each<[Result, string[]]>([
  [{ kind: "cobb", degrees: 34.96 }, ["Cobb 35.0°"]],
  [{ kind: "angle", degrees: null }, ["此处无法计算"]],
  [
    { kind: "ratio", ratio: 0.4837, first: amount(), second: amount({ value: 255.2 }) },
    ["比值 0.48", "1: 123.5 mm", "2: 255.2 mm"],
  ],
  [
    {
      kind: "area",
      area: amount({ value: 12.34, unit: "mm²" }),
      statistics: { n: 40, mean: 1023.456, sd: 0.123456, min: -5, max: 2000 },
      isColour: false,
    },
    ["均值 1023.5  SD 0.1235", "最小 -5  最大 2000", "n = 40", "12.3 mm²"],
  ],
  [
    { kind: "area", area: amount({ unit: "px²", origin: "none" }), statistics: null, isColour: true },
    ["彩色图像，无灰度值", "123 px²"],
  ],
  [{ kind: "calibration", mm: 25 }, ["已知长度 25 mm"]],
  [{ kind: "text", text: "" }, []],
])("%o", (result, lines) => {
  expect(linesOf(result, i18next.getFixedT("zh"))).toEqual(lines);
});
