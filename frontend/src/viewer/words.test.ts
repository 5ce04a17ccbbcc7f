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
  isUncalibrated: false,
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
    [
      { unit: "px", origin: "none", isUncalibrated: true },
      ["123.5 px", "该超声区域未标定"],
      ["123.5 px", "This ultrasound region is not calibrated"],
    ],
    [
      { origin: "fiducial" },
      ["123.5 mm（按标定物校准，仅限同一深度）"],
      ["123.5 mm (by an object, at its depth only)"],
    ],
    [{ origin: "geometry" }, ["123.5 mm（按假定几何校正）"], ["123.5 mm (assumed geometry)"]],
    [{ origin: "unstated" }, ["123.5 mm（未说明是否校正放大）"], ["123.5 mm (magnification not stated)"]],
    [{ origin: "film" }, ["123.5 mm（胶片上）"], ["123.5 mm on film"]],
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
  [
    {
      kind: "extents",
      x: amount({ value: 0.25, unit: "s", origin: "region" }),
      y: amount({ value: 95.2, unit: "cm/s", origin: "region" }),
      slope: { value: 380.8, unit: "cm/s²" },
      ends: [-83.2, 12],
    },
    ["0.250 s", "95.2 cm/s", "斜率 381 cm/s²", "两端 -83.2 cm/s → 12.0 cm/s"],
  ],
  [{ kind: "refused", why: "crossing" }, ["各点不在同一超声区域，无法测量"]],
  [{ kind: "calibration", mm: 25 }, ["已知长度 25 mm"]],
  [{ kind: "text", text: "" }, []],
])("%o", (result, lines) => {
  expect(linesOf(result, i18next.getFixedT("zh"))).toEqual(lines);
});
