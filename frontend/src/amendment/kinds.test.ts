import { expect, it } from "vitest";
import { inOrder } from "./kinds";

it("puts unread recalls and corrections first and leaves the rest as the server has it", () => {
  const lines = [
    { id: 1, kind: "final", acknowledged_at: null },
    { id: 2, kind: "correction", acknowledged_at: null },
    { id: 3, kind: "recall", acknowledged_at: "2026-03-02T08:00:00Z" },
    { id: 4, kind: "addendum", acknowledged_at: null },
    { id: 5, kind: "recall", acknowledged_at: null },
  ] as const;
  expect(inOrder(lines).map((line) => line.id)).toEqual([5, 2, 1, 3, 4]);
});
