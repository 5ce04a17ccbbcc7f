const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

export interface FromNationalId {
  birth_date: string;
  sex: "M" | "F";
}

/** Birth date and sex from an 18-character citizen identity number whose check character is right (GB 11643-1999); else null. */
export function fromNationalId(value: string): FromNationalId | null {
  const number = value.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return null;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  if (CHECKS[sum % 11] !== number[17]) return null;
  const birth_date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const born = new Date(`${birth_date}T00:00:00Z`);
  if (Number.isNaN(born.getTime()) || born.toISOString().slice(0, 10) !== birth_date) return null;
  return { birth_date, sex: Number(number[16]) % 2 === 1 ? "M" : "F" };
}
