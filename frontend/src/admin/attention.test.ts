import { describe, expect, it } from "vitest";
import type { ForwardingDestination, Readiness } from "../api/types";
import { destinationsInTrouble, troublesOf } from "./attention";

const WELL: Readiness = { database: "ok", migrations: "current", store: "ok", room: "ok", gateway: "ok", seal: "ok" };
const AT_EASE = { dead: 0, reason: null, is_paused: false } as ForwardingDestination;

describe("what an administrator has to look at", () => {
  it("is nothing while everything answers, with or without a gateway", () => {
    expect(troublesOf(WELL)).toEqual([]);
    expect(troublesOf({ ...WELL, gateway: "none" })).toEqual([]);
  });

  it("names each thing that fails, the cause before what it causes", () => {
    expect(troublesOf({ ...WELL, gateway: "cannot_keep", room: "low" })).toEqual(["room", "cannot_keep"]);
    expect(troublesOf({ ...WELL, gateway: "silent" })).toEqual(["silent"]);
    expect(troublesOf({ ...WELL, seal: "expired" })).toEqual(["seal_expired"]);
    expect(troublesOf({ ...WELL, seal: "ending" })).toEqual(["seal_ending"]);
    expect(troublesOf({ ...WELL, database: "unavailable", migrations: "unknown", gateway: "unknown" })).toEqual([
      "database",
    ]);
  });

  it("is a destination that failed or does not answer, unless it was paused", () => {
    const silent = { ...AT_EASE, reason: "unreachable" } as ForwardingDestination;
    const failed = { ...AT_EASE, dead: 2, is_paused: true };
    expect(destinationsInTrouble([AT_EASE, silent, failed, { ...silent, is_paused: true }])).toEqual([silent, failed]);
  });
});
