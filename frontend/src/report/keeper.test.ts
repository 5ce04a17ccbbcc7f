import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem, unreachable } from "../api/problem";
import type { Draft } from "../api/types";
import { aStorage } from "../ui/testing";
import { type Copies, copiesIn, type ReportText, TEXT } from "./draft";
import { AUTOSAVE_MS, createKeeper, RETRY_MS } from "./keeper";

const STALE = new Problem(409, { code: "stale_revision" });
const LOST = new Problem(409, { code: "lease_lost" });

const PLAIN = { over: 0, template: null, critical: null };

/** A server with one draft; `next` makes its next answers fail. */
function aServer(initial: Draft | null = null) {
  const server = {
    draft: initial,
    next: [] as unknown[],
    async save(text: ReportText, revision: number): Promise<Draft> {
      const refusal = server.next.shift();
      if (refusal) throw refusal;
      if (revision !== (server.draft?.revision ?? 0)) throw STALE;
      server.draft = { ...text, ...PLAIN, revision: revision + 1, saved_at: "2026-05-01T03:00:00Z" };
      return server.draft;
    },
  };
  return server;
}

function aKeeper(server: ReturnType<typeof aServer>, copies: Copies) {
  return createKeeper({
    kind: TEXT,
    initial: server.draft,
    copies,
    save: server.save,
    reload: async () => server.draft,
    now: Date.now,
  });
}

const aDraft = (findings: string, revision: number): Draft => ({
  ...PLAIN,
  findings,
  impression: "",
  revision,
  saved_at: "2026-05-01T02:00:00Z",
});

describe("the keeper of a draft", () => {
  let copies: Copies;
  beforeEach(() => {
    vi.useFakeTimers();
    copies = copiesIn(aStorage(), "li", "r1");
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("has a copy here at once and on the server seconds later", async () => {
    const server = aServer();
    const keeper = aKeeper(server, copies);

    keeper.type({ findings: "心影增大" });
    expect(copies.read()?.findings).toBe("心影增大");
    expect(keeper.view().state).toBe("typing");

    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
    expect(server.draft?.findings).toBe("心影增大");
    expect(keeper.view().state).toBe("saved");
    expect(copies.read()).toBeNull();
  });

  it("saves while somebody types without a pause", async () => {
    const server = aServer();
    const keeper = aKeeper(server, copies);
    for (let typed = 1; typed <= 10; typed += 1) {
      keeper.type({ findings: "x".repeat(typed) });
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(server.draft?.revision).toBeGreaterThanOrEqual(2);
  });

  it("keeps trying while the server is dead, and loses nothing", async () => {
    const server = aServer();
    server.next = [unreachable(), unreachable()];
    const keeper = aKeeper(server, copies);

    keeper.type({ impression: "骨折" });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
    expect(keeper.view().state).toBe("failing");
    expect(copies.read()?.impression).toBe("骨折");

    await vi.advanceTimersByTimeAsync(2 * RETRY_MS);
    expect(keeper.view().state).toBe("saved");
    expect(server.draft?.impression).toBe("骨折");
  });

  it("brings back what a reload cut off, and saves it", async () => {
    const server = aServer(aDraft("心影", 4));
    aKeeper(server, copies).type({ findings: "心影增大" });

    const after = aKeeper(server, copies);
    expect(after.view()).toMatchObject({ value: { findings: "心影增大" }, isRestored: true });

    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
    expect(server.draft?.findings).toBe("心影增大");
  });

  it("asks which text to keep when another window saved meanwhile", async () => {
    const server = aServer(aDraft("甲", 1));
    const keeper = aKeeper(server, copies);
    keeper.type({ findings: "乙" });
    server.draft = aDraft("丙", 2);

    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
    expect(keeper.view()).toMatchObject({ state: "conflict", value: { findings: "乙" }, theirs: { findings: "丙" } });

    keeper.choose("mine");
    await vi.advanceTimersByTimeAsync(0);
    expect(server.draft).toMatchObject({ findings: "乙", revision: 3 });
  });

  it("takes the other text when asked to", async () => {
    const server = aServer(aDraft("甲", 1));
    const keeper = aKeeper(server, copies);
    keeper.type({ findings: "乙" });
    server.draft = aDraft("丙", 2);
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);

    keeper.choose("theirs");

    expect(keeper.view()).toMatchObject({ state: "saved", value: { findings: "丙" } });
    expect(copies.read()).toBeNull();
  });

  it("becomes read-only with its text when the hold is lost", async () => {
    const server = aServer();
    server.next = [LOST];
    const keeper = aKeeper(server, copies);
    keeper.type({ findings: "未保存" });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);

    expect(keeper.view()).toMatchObject({ state: "lost", value: { findings: "未保存" } });
    keeper.type({ findings: "更多" });
    expect(keeper.view().value.findings).toBe("未保存");
    expect(copies.read()?.findings).toBe("未保存");
    expect(await keeper.flush()).toBe(false);
  });

  it("sends its text a last time when it hears that the hold is lost", async () => {
    const server = aServer();
    const keeper = aKeeper(server, copies);
    keeper.type({ findings: "最后一句" });

    keeper.lose();
    await vi.advanceTimersByTimeAsync(0);

    expect(server.draft?.findings).toBe("最后一句");
    expect(keeper.view().state).toBe("lost");
    expect(copies.read()?.findings).toBe("最后一句");
  });

  it("sends everything before somebody signs", async () => {
    const server = aServer();
    const keeper = aKeeper(server, copies);
    keeper.type({ impression: "正常" });

    expect(await keeper.flush()).toBe(true);
    expect(server.draft?.impression).toBe("正常");
  });

  it("does not try again by itself what the server refused", async () => {
    const server = aServer();
    server.next = [new Problem(422, { code: "invalid" })];
    const keeper = aKeeper(server, copies);
    keeper.type({ findings: "很长" });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS + 10 * RETRY_MS);

    expect(keeper.view().state).toBe("refused");
    expect(server.draft).toBeNull();
    expect(copies.read()?.findings).toBe("很长");
  });
});
