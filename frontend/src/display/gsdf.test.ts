import { describe, expect, it } from "vitest";
import { indexOf, luminanceOf, spanProblem, targetLuminance } from "./gsdf";

describe("the Grayscale Standard Display Function", () => {
  it.each([
    [1, 0.05],
    [2, 0.0547],
    [3, 0.0594],
    [1023, 3993.404],
  ])("has at index %i the luminance of PS3.14 Annex B", (index, luminance) => {
    expect(luminanceOf(index) / luminance).toBeCloseTo(1, 2);
  });

  it("rises with every index", () => {
    for (let index = 2; index <= 1023; index++) expect(luminanceOf(index)).toBeGreaterThan(luminanceOf(index - 1));
  });

  it.each([0.05, 0.5, 1, 10, 100, 250, 500, 3990])("is found again from %f cd/m²", (luminance) => {
    expect(luminanceOf(indexOf(luminance)) / luminance).toBeCloseTo(1, 2);
  });

  it("puts the darkest and the brightest of a screen at its ends", () => {
    const span = { darkest: 0.5, brightest: 350 };
    expect(targetLuminance(0, span)).toBeCloseTo(0.5, 2);
    expect(targetLuminance(255, span) / 350).toBeCloseTo(1, 2);
  });

  it.each([
    [{ darkest: 0.01, brightest: 100 }, "range"],
    [{ darkest: 1, brightest: 5000 }, "range"],
    [{ darkest: Number.NaN, brightest: 100 }, "range"],
    [{ darkest: 100, brightest: 100 }, "order"],
    [{ darkest: 0.5, brightest: 250 }, null],
  ] as const)("says of %o: %s", (span, problem) => {
    expect(spanProblem(span)).toBe(problem);
  });
});
