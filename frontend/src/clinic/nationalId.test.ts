import { describe, expect, it } from "vitest";
import { fromNationalId } from "./nationalId";

describe("a citizen identity number", () => {
  it("tells birth date and sex", () => {
    expect(fromNationalId("11010519491231002X")).toEqual({ birth_date: "1949-12-31", sex: "F" });
    expect(fromNationalId(" 11010519491231002x ")).toEqual({ birth_date: "1949-12-31", sex: "F" });
    expect(fromNationalId("440524188001010014")).toEqual({ birth_date: "1880-01-01", sex: "M" });
  });

  it.each(["110105194912310021", "0001", "", "11010519490231002X", "11010519491331002X"])(
    "%s tells nothing",
    (value) => {
      expect(fromNationalId(value)).toBeNull();
    },
  );
});
