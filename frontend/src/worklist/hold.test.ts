import { describe, expect, it } from "vitest";
import { aStorage } from "../ui/testing";
import { hasLost, holdMemoryIn, isHeldHere } from "./hold";

const held = { state: "in_progress", holder_id: "li", fencing_token: 7 } as const;

describe("a hold", () => {
  it("goes on in the window that began it, and in no other", () => {
    const memory = holdMemoryIn(aStorage(), "r1");
    expect(isHeldHere(held, "li", memory.read())).toBe(false);
    memory.write(7);
    expect(isHeldHere(held, "li", memory.read())).toBe(true);
    memory.forget();
    expect(isHeldHere(held, "li", memory.read())).toBe(false);
  });

  it("is somebody else's for anybody else", () => {
    expect(isHeldHere(held, "wang", 7)).toBe(false);
  });

  it("is lost to a newer token, or when nobody holds it any more", () => {
    expect(hasLost({ ...held, fencing_token: 8 }, "li", 7)).toBe(true);
    expect(hasLost({ ...held, holder_id: null }, "li", 7)).toBe(true);
    expect(hasLost(held, "li", 7)).toBe(false);
  });

  it("is not lost by news from before it began", () => {
    expect(hasLost({ ...held, fencing_token: 6, holder_id: null }, "li", 7)).toBe(false);
  });
});
