import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { plainly, sha256 } from "./sha256";

describe("a fingerprint without the browser's own", () => {
  it.each([0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 100_003])("of %i bytes is that of another", async (length) => {
    const content = new Uint8Array(length).map((_, i) => (i * 31 + 7) & 0xff);
    const expected = createHash("sha256").update(content).digest("hex");
    expect(plainly(content)).toBe(expected);
    expect(await sha256(content)).toBe(expected);
  });
});
