import { describe, expect, it } from "vitest";
import { partsToReadBack, readBackText, shiftOf } from "./words";

const finding = { criterion_zh: "张力性气胸", criterion_en: "Tension pneumothorax", words: "右侧大量气胸。纵隔左移。" };

describe("what is read back", () => {
  it("has the criterion and each sentence as a part", () => {
    expect(partsToReadBack(finding, "zh-CN")).toEqual(["张力性气胸", "右侧大量气胸。", "纵隔左移。"]);
    expect(partsToReadBack(finding, "en")[0]).toBe("Tension pneumothorax");
  });

  it("is nothing until every part is ticked or something is typed", () => {
    const parts = ["a", "b"];
    expect(readBackText(parts, new Set(["a"]), " ")).toBe("");
    expect(readBackText(parts, new Set(["a", "b"]), "")).toBe("a b");
    expect(readBackText(parts, new Set(["b"]), " 右肺压缩七成 ")).toBe("b 右肺压缩七成");
  });
});

describe("the shift", () => {
  it("is the third of the day that a moment lies in", () => {
    const { since, until } = shiftOf(new Date(2026, 2, 2, 17, 30));
    expect([since.getHours(), until.getHours(), until.getDate()]).toEqual([16, 0, 3]);
    expect(shiftOf(new Date(2026, 2, 2, 3)).since.getHours()).toBe(0);
  });
});
