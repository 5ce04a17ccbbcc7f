import { describe, expect, it } from "vitest";
import type { DeletionLine, Keeping, StudyAged } from "../api/types";
import { inOrder, mayPropose, needsLook, sizeText } from "./retention";

const line = (id: string, state: DeletionLine["deletion"]["state"]) => ({ deletion: { id, state } }) as DeletionLine;

describe("deletions", () => {
  it("shows first what waits for a second person, then what is being erased", () => {
    const lines = [line("a", "done"), line("b", "removing"), line("c", "proposed"), line("d", "refused")];
    expect(inOrder(lines).map((each) => each.deletion.id)).toEqual(["c", "b", "a", "d"]);
  });

  it("proposes neither what is held nor what is proposed", () => {
    const free = { hold: null, proposal: null } as StudyAged;
    expect(mayPropose(free)).toBe(true);
    expect(mayPropose({ ...free, hold: {} } as StudyAged)).toBe(false);
    expect(mayPropose({ ...free, proposal: {} } as StudyAged)).toBe(false);
  });
});

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1400, "1.4 KB"],
    [52_000_000, "52 MB"],
    [3e12, "3.0 TB"],
    [4e15, "4000 TB"],
  ])("says %d as %s", (bytes, text) => expect(sizeText(bytes)).toBe(text));
});

describe("keeping", () => {
  const well = { scrub: null, scrub_second: null, copying: null, objects_wrong: 0 } as unknown as Keeping;
  it("asks to look when a pass is behind or an object is wrong", () => {
    expect(needsLook(well)).toBe(false);
    expect(needsLook({ ...well, objects_wrong: 1 })).toBe(true);
    expect(needsLook({ ...well, scrub: { is_behind: true } } as Keeping)).toBe(true);
  });
});
