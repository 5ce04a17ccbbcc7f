import { appended } from "../report/insertion";

export interface Both {
  findings: string;
  impression: string;
}

export type Weaving = "after" | "instead";

/** Whether writing this would take typed text away: what stands there is neither empty nor what the form wrote last. */
export function needsAsking(before: Both, written: Both, last: Both | null): boolean {
  return isTyped(before.findings, written.findings, last?.findings) || isTyped(before.impression, written.impression, last?.impression);
}

function isTyped(before: string, written: string, last: string | undefined): boolean {
  return written !== "" && before.trim() !== "" && before !== last && before !== written;
}

/** The text with what the form wrote in it: in place of what it wrote last, and as chosen beside what was typed. */
export function woven(before: Both, written: Both, last: Both | null, how: Weaving): Both {
  const weave = (name: keyof Both) => {
    if (written[name] === "") return before[name];
    if (how === "after" && isTyped(before[name], written[name], last?.[name])) return appended(before[name], written[name]);
    return written[name];
  };
  return { findings: weave("findings"), impression: weave("impression") };
}
