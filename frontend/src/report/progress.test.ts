import { describe, expect, it } from "vitest";
import type { Delivery } from "../api/types";
import { isPrinted, refreshOf } from "./progress";

const going = (...states: Delivery["state"][]) => ({ deliveries: states.map((state) => ({ state }) as Delivery) });

describe("a report on its way", () => {
  it("has its paper as soon as one way has arrived", () => {
    expect(isPrinted(going("queued", "queued"))).toBe(false);
    expect(isPrinted(going("queued", "delivered"))).toBe(true);
    expect(isPrinted(going())).toBe(true);
  });

  it("is looked at often until nothing is on its way any more", () => {
    expect(refreshOf(undefined)).toBe(5_000);
    expect(refreshOf(going("sending", "delivered"))).toBe(5_000);
    expect(refreshOf(going("delivered", "superseded"))).toBe(30_000);
  });
});
