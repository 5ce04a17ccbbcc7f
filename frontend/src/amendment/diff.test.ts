import { describe, expect, it } from "vitest";
import { diffOf, type Piece } from "./diff";

const without = (kind: Piece["kind"], pieces: readonly Piece[]) =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map((piece) => piece.text)
    .join("");

describe("what changed in a text", () => {
  it("is shown by character in Chinese", () => {
    expect(diffOf("左侧肋骨骨折。", "右侧肋骨骨折。")).toEqual([
      { text: "左", kind: "old" },
      { text: "右", kind: "new" },
      { text: "侧肋骨骨折。", kind: "same" },
    ]);
  });

  it("is shown by word and by number elsewhere", () => {
    const pieces = diffOf("a mass of 12 mm", "a mass of 21 mm");
    expect(pieces.filter((piece) => piece.kind !== "same").map((piece) => piece.text)).toEqual(["12", "21"]);
  });

  it("is nothing where nothing changed", () => {
    expect(diffOf("未见异常", "未见异常")).toEqual([{ text: "未见异常", kind: "same" }]);
    expect(diffOf("", "")).toEqual([]);
  });

  it("keeps both texts whole, whatever they are", () => {
    const texts = ["", "双肺清晰。\n心影不大。", "双肺清晰。\n\n心影增大。𬭎 <b>&|\\", "x".repeat(300), "左右左右左", "右左右"];
    for (const before of texts) {
      for (const after of texts) {
        const pieces = diffOf(before, after);
        expect(without("new", pieces)).toBe(before);
        expect(without("old", pieces)).toBe(after);
      }
    }
  });

  it("does not stand still before two long texts that have nothing in common", () => {
    const [before, after] = ["甲乙".repeat(5000), "丙丁".repeat(5000)];
    expect(diffOf(before, after).map((piece) => piece.kind)).toEqual(["old", "new"]);
  });
});
