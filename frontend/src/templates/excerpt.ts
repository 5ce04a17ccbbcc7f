const AROUND = 16;

/** The words around a place of a text, cut between characters and never through one. */
export function around(text: string, start: number, end: number): { before: string; after: string } {
  const before = [...text.slice(0, start)];
  const after = [...text.slice(end)];
  return {
    before: (before.length > AROUND ? "…" : "") + before.slice(-AROUND).join(""),
    after: after.slice(0, AROUND).join("") + (after.length > AROUND ? "…" : ""),
  };
}
