import { describe, expect, test } from "vitest";
import type { InstanceDisplay } from "../display";
import { openingWindow, pictureOf } from "../picture";
import { presetsOf } from "../presets";
import { aDisplay } from "../testing";
import { rangeOf } from "../voi";
import { bodyPartOf } from "./body-parts";
import { distributionOf } from "./distribution";

const kinds = (part: Partial<InstanceDisplay>) =>
  presetsOf(aDisplay(part)).map((preset) => ("tissue" in preset ? `${preset.kind} ${preset.tissue}` : preset.kind));

describe("the presets of a body part", () => {
  test("come after the file's own and follow the picture's greys where its values have no unit", () => {
    expect(kinds({ modality: "DX", body_part: "CHEST" })).toEqual([
      "full",
      "relative lung",
      "relative mediastinum",
      "relative bone",
    ]);
  });

  test("are Hounsfield units where the values are", () => {
    expect(kinds({ modality: "CT", body_part: "胸部", is_hounsfield: true })).toEqual([
      "full",
      "tissue lung",
      "tissue mediastinum",
      "tissue bone",
    ]);
  });

  test.each([
    ["an ultrasound of the chest", { modality: "US", body_part: "CHEST" }],
    ["an unknown part", { modality: "DX", body_part: "" }],
    ["a CT whose values are none", { modality: "CT", body_part: "CHEST" }],
  ])("are none for %s", (_, part) => {
    expect(kinds(part)).toEqual(["full"]);
  });

  test.each([
    ["Thoracic spine", "soft"],
    ["thorax", "lung"],
    ["PELVIS", "gas"],
    ["左手", "bone"],
    ["颅骨", "sinus"],
    ["LSPINE", "bone"],
  ] as const)("%s has one for %s", (said, tissue) => {
    expect(bodyPartOf(said)?.relative).toHaveProperty(tissue);
  });
});

describe("a preset that follows the greys", () => {
  const deep = { bits_allocated: 16, bits_stored: 12, high_bit: 11, rows: 1, columns: 1000, modality: "DX" };
  const ramp = Uint16Array.from({ length: 1000 }, (_, at) => at);
  const opened = (part: Partial<InstanceDisplay>, values = ramp) => {
    const display = aDisplay({ ...deep, body_part: "CHEST", ...part });
    const { extent } = pictureOf(values.slice().buffer, display, null);
    return rangeOf(openingWindow(display, 1, extent));
  };

  test("spans its shares of the picture, from its dark end", () => {
    const { lower, upper } = opened({});
    expect([lower, upper]).toEqual([4, 599]);
  });

  test("counts from the greatest value where that is black", () => {
    const { lower, upper } = opened({ photometric: "MONOCHROME1" });
    expect([lower, upper]).toEqual([399, 994]);
  });

  test("goes through the rescale", () => {
    expect(opened({ rescale_slope: 2, rescale_intercept: -100 })).toEqual({ lower: 4 * 2 - 100, upper: 599 * 2 - 100 });
  });

  test("leaves out what the detector clipped and what is padding", () => {
    const values = Uint16Array.from([...new Array<number>(3000).fill(0), ...ramp.map((value) => value + 1000)]);
    expect(opened({ columns: 4000 }, values).lower).toBe(1004);
    expect(opened({ columns: 4000, padding: [0, 999] }, values).lower).toBe(1004);
  });
});

describe("what values span", () => {
  test("is without padding, unless nothing else is there", () => {
    const values = Uint8Array.from([0, 5, 9, 200]);
    expect(distributionOf(values, values, [0, 5])).toMatchObject({ min: 9, max: 200 });
    expect(distributionOf(values, values, [0, 255])).toMatchObject({ min: 0, max: 200 });
  });

  test("of all drawn values stays whole for the one who draws them", () => {
    const display = aDisplay({ padding: [0, 0] });
    const { span, extent } = pictureOf(Uint8Array.from([0, 5, 9, 200]).buffer, display, null);
    expect([span.min, extent.min]).toEqual([0, 5]);
  });
});
