import { expect, test } from "vitest";
import { heldBytes } from "./held";

const bytes = (...values: number[]) => Uint8Array.from(values);

test("bytes come one after the other until all are here", () => {
  const held = heldBytes(1 << 20);
  held.append("a", bytes(1, 2), 3);
  expect(held.isWhole("a")).toBe(false);
  held.append("a", bytes(3), 3);
  const here = held.get("a")!;
  expect(held.isWhole("a")).toBe(true);
  expect([...here.bytes.subarray(0, here.filled)]).toEqual([1, 2, 3]);
});

test("where nobody knows the size, it grows with what comes", () => {
  const held = heldBytes(1 << 20);
  for (let at = 0; at < 20; at += 1) held.append("a", new Uint8Array(10_000).fill(at), 0);
  const here = held.get("a")!;
  expect(here.filled).toBe(200_000);
  expect(here.bytes[199_999]).toBe(19);
});

test("what was not used for longest is given up, never what is coming", () => {
  const held = heldBytes(100_000);
  held.append("old", new Uint8Array(40_000), 40_000);
  held.append("used", new Uint8Array(40_000), 40_000);
  held.get("old");
  held.append("new", new Uint8Array(10), 90_000);
  expect(held.get("used")).toBeUndefined();
  expect(held.get("old")).toBeUndefined();
  expect(held.get("new")?.filled).toBe(10);
  expect(held.total).toBe(90_000);
});
