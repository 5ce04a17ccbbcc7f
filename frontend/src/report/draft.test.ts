import { describe, expect, it } from "vitest";
import { aStorage } from "../ui/testing";
import { forgetOld } from "./copies";
import { copiesIn, type LocalCopy, recover, TEXT } from "./draft";

const copy = (over: Partial<LocalCopy> = {}): LocalCopy => ({
  findings: "双肺纹理增多",
  impression: "支气管炎",
  base_revision: 3,
  typed_at: "2026-05-01T03:00:00Z",
  ...over,
});
const server = {
  findings: "双肺",
  impression: "",
  revision: 3,
  saved_at: "2026-05-01T02:59:00Z",
  over: 0,
  template: null,
  critical: null,
};

describe("a copy that was left behind", () => {
  it("continues the server's text of the same revision", () => {
    expect(recover(copy(), server).kind).toBe("restored");
  });

  it("of a reading that was never saved is brought back", () => {
    expect(recover(copy({ base_revision: 0 }), null).kind).toBe("restored");
  });

  it("asks a person when the server's text has moved on", () => {
    expect(recover(copy(), { ...server, revision: 4 }).kind).toBe("choose");
  });

  it("is nothing when there is none, it is blank, or the server has the same", () => {
    expect(recover(null, server).kind).toBe("nothing");
    expect(recover(copy({ findings: " ", impression: "\n" }), server).kind).toBe("nothing");
    expect(recover(copy(), { ...server, findings: "双肺纹理增多", impression: "支气管炎", revision: 9 }).kind).toBe(
      "nothing",
    );
  });
});

describe("copies in this browser", () => {
  it("are apart for each person and reading", () => {
    const storage = aStorage();
    copiesIn(storage, "li", "r1").write(copy());

    expect(copiesIn(storage, "li", "r1").read()).toEqual(copy());
    expect(copiesIn(storage, "wang", "r1").read()).toBeNull();
    expect(copiesIn(storage, "li", "r2").read()).toBeNull();
  });

  it("do not stop the typing when the browser can keep nothing", () => {
    const full = {
      ...aStorage(),
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    expect(() => copiesIn(full, "li", "r1").write(copy())).not.toThrow();
  });

  it("that were damaged count as none", () => {
    const storage = aStorage();
    storage.setItem("teleread.draft.li.r1", '{"findings": 1');
    expect(copiesIn(storage, "li", "r1").read()).toBeNull();
    storage.setItem("teleread.draft.li.r1", '{"findings": 1}');
    expect(copiesIn(storage, "li", "r1").read()).toBeNull();
  });

  it("go after two weeks, and nothing else with them", () => {
    const storage = aStorage();
    storage.setItem("teleread.language", "en");
    copiesIn(storage, "li", "old").write(copy());
    copiesIn(storage, "li", "new").write(copy({ typed_at: "2026-05-20T00:00:00Z" }));

    forgetOld([TEXT.prefix], storage, Date.parse("2026-05-21T00:00:00Z"));

    expect(copiesIn(storage, "li", "old").read()).toBeNull();
    expect(copiesIn(storage, "li", "new").read()).not.toBeNull();
    expect(storage.getItem("teleread.language")).toBe("en");
  });
});
