import { describe, expect, it } from "vitest";
import { consideredIn } from "./choice";

describe("the reasons of a choice", () => {
  it("name everybody who was considered", () => {
    const reasons = {
      rule: "least_loaded",
      considered: [
        { account_id: "li", load_minutes: 3, unfit: [] },
        { account_id: "wang", load_minutes: 0, unfit: ["off_duty"] },
      ],
    };
    expect(consideredIn(reasons)).toEqual([
      { accountId: "li", loadMinutes: 3, unfit: [] },
      { accountId: "wang", loadMinutes: 0, unfit: ["off_duty"] },
    ]);
  });

  it("are none for a claim, and for what is not understood", () => {
    expect(consideredIn({})).toEqual([]);
    expect(consideredIn({ considered: ["li", { account_id: 1 }] })).toEqual([]);
  });
});
