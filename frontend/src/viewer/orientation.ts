export interface Markers {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

const OPPOSITE: Readonly<Record<string, string>> = { R: "L", L: "R", A: "P", P: "A", H: "F", F: "H" };

/**
 * Which side of the patient lies on which side of the picture, from Patient Orientation: the first value is where
 * the rows point to, the second where the columns do (PS3.3 C.7.6.1.1.1). Null unless both say so in the letters
 * for bipeds: no marker is better than a wrong one.
 */
export function markersOf(orientation: readonly string[] | null): Markers | null {
  const [row, column] = orientation ?? [];
  if (row === undefined || column === undefined) return null;
  const opposite = (letters: string) => [...letters].map((letter) => OPPOSITE[letter] ?? "?").join("");
  const ends = { left: opposite(row), right: row, top: opposite(column), bottom: column };
  return Object.values(ends).every((letters) => /^[RLAPHF]{1,3}$/.test(letters)) ? ends : null;
}
