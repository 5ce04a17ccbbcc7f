import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Problem } from "../../api/problem";
import { copiesOf } from "../../report/copies";
import { AUTOSAVE_MS, createKeeper, type Saved } from "../../report/keeper";
import { aStorage } from "../../ui/testing";
import type { Measurement } from "../measurement";
import { evidenceDesk } from "./desk";
import { type Evidence, EVIDENCE, NO_EVIDENCE } from "./evidence";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const drawn = (text: string, instanceId = "a"): Omit<Measurement, "id"> => ({
  instanceId,
  frame: 1,
  kind: "length",
  points: [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ],
  text,
  mm: null,
});
const saved = (...marks: Measurement[]): Evidence => ({ ...NO_EVIDENCE, marks });
const texts = ({ marks }: Evidence) => marks.map(({ text }) => text);

function aServer(initial: Saved<Evidence> | null) {
  const server = { evidence: initial };
  const keeper = createKeeper<Evidence>({
    kind: EVIDENCE,
    initial,
    copies: copiesOf(EVIDENCE, aStorage(), "li", "r1"),
    save: async (value, revision) => {
      if (revision !== (server.evidence?.revision ?? 0)) throw new Problem(409, { code: "evidence_changed_elsewhere" });
      server.evidence = { ...value, revision: revision + 1, saved_at: "2026-05-01T03:00:00Z" };
      return server.evidence;
    },
    reload: async () => server.evidence,
    now: Date.now,
  });
  return { server, keeper };
}

function aDesk() {
  const desk = evidenceDesk();
  desk.setInstances(new Set(["a"]));
  return desk;
}

test("what is only looked at is not changed, and what is drawn beside it is kept once the reader starts", async () => {
  const desk = aDesk();
  const theirs = { ...drawn("saved"), id: 1 };
  desk.show(saved(theirs));
  desk.marks.remove(1);
  desk.marks.add(drawn("mine"));
  expect(texts(desk.read())).toEqual(["saved", "mine"]);

  const { server, keeper } = aServer({ ...saved(theirs), revision: 0, saved_at: null });
  desk.keep(keeper);
  await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
  expect(texts(server.evidence!)).toEqual(["saved", "mine"]);
  desk.marks.remove(1);
  desk.keyImages.toggle("a", 1, null);
  await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
  expect(texts(server.evidence!)).toEqual(["mine"]);
  expect(server.evidence!.keyImages).toHaveLength(1);
});

test("what is drawn on another study is not kept with this one", async () => {
  const desk = aDesk();
  const { server, keeper } = aServer(null);
  desk.keep(keeper);
  desk.marks.add(drawn("prior", "other"));
  await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
  expect(server.evidence).toBeNull();
  expect(desk.marks.read()).toHaveLength(1);
});

test.each(["mine", "theirs"] as const)("of two versions %s is kept, and nothing is drawn before", async (which) => {
  const desk = aDesk();
  const { server, keeper } = aServer(null);
  desk.keep(keeper);
  desk.marks.add(drawn("mine"));
  server.evidence = { ...saved({ ...drawn("theirs"), id: 1 }), revision: 1, saved_at: null };
  await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
  expect(keeper.view().state).toBe("conflict");
  desk.marks.change(1, { text: "no" });

  desk.choose(keeper, which);
  await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
  expect(texts(server.evidence)).toEqual([which]);
  expect(texts(desk.read())).toEqual([which]);
  desk.marks.change(1, { text: "on" });
  await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
  expect(texts(server.evidence)).toEqual(["on"]);
});

test("when the hold is gone all stays to be seen and nothing can be changed", () => {
  const desk = aDesk();
  const { keeper } = aServer(null);
  const stop = desk.keep(keeper);
  const id = desk.marks.add(drawn("mine"));
  keeper.lose();
  desk.marks.remove(id);
  expect(texts(desk.read())).toEqual(["mine"]);
  stop();
  expect(desk.marks.isFixed(id)).toBe(true);
});
