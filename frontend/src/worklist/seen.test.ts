import { describe, expect, it } from "vitest";
import type { ReadingStudy } from "../api/types";
import { unseenIn } from "./seen";

const studies = [
  {
    series: [
      {
        instances: [
          { id: "a", kind: "image" },
          { id: "b", kind: "clip" },
        ],
      },
    ],
  },
  { series: [{ instances: [{ id: "c", kind: "other" }] }] },
] as unknown as ReadingStudy[];

describe("pictures that nobody looked at", () => {
  it("are counted over all series", () => {
    expect(unseenIn(studies, new Set())).toBe(2);
    expect(unseenIn(studies, new Set(["b"]))).toBe(1);
    expect(unseenIn(studies, new Set(["a", "b"]))).toBe(0);
  });
});
