/** The most urgent of one's own after this one; the server has put them in order. */
export function nextOf<Item extends { id: string }>(mine: readonly Item[], after: string): Item | undefined {
  return mine.find((reading) => reading.id !== after);
}
