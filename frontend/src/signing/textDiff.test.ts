import { describe, expect, it } from "vitest";
import { textDiff } from "./textDiff";

const told = (before: string, after: string) => textDiff(before, after).map(({ kind, text }) => `${kind}:${text}`);

describe("the difference of two texts", () => {
  it("is by the character in Chinese", () => {
    expect(told("右肺上叶见结节", "左肺上叶见结节")).toEqual(["gone:右", "come:左", "same:肺上叶见结节"]);
  });

  it("is by the word in English and by the whole number", () => {
    expect(told("right lung 8 mm", "left lung 18 mm")).toEqual([
      "gone:right",
      "come:left",
      "same: lung ",
      "gone:8",
      "come:18",
      "same: mm",
    ]);
  });

  it("gives both texts back to the character, whatever they hold", () => {
    const texts = ["", "a<b|c\\d&e", "䶮㛃𬭎𠅤", "一\n二\t三  ", "e\u0301x", "👩‍⚕️ ok", "\ud800"];
    for (const before of texts)
      for (const after of texts) {
        const parts = textDiff(before, after);
        const without = (kind: string) =>
          parts.filter((part) => part.kind !== kind).map(({ text }) => text).join("");
        expect(without("come")).toBe(before);
        expect(without("gone")).toBe(after);
      }
  });
});
