/**
 * The Grayscale Standard Display Function: the luminance of the j-th just-noticeable difference, in cd/m² (PS3.14 7.1),
 * and its inverse. Valid for j from 1 to 1023, 0.05 to 3993 cd/m².
 */
export const LEAST_LUMINANCE = 0.05;
export const MOST_LUMINANCE = 3993;

const NUMERATOR = [-1.3011877, 8.0242636e-2, 1.3646699e-1, -2.5468404e-2, 1.3635334e-3] as const;
const DENOMINATOR = [1, -2.584019e-2, -1.0320229e-1, 2.874562e-2, -3.1978977e-3, 1.2992634e-4] as const;
const INVERSE = [
  71.498068, 94.593053, 41.912053, 9.8247004, 0.28175407, -1.1878455, -0.18014349, 0.14710899, -0.017046845,
] as const;

const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/** Luminance in cd/m² of a just-noticeable-difference index. */
export function luminanceOf(index: number): number {
  const x = Math.log(index);
  return 10 ** (polynomial(NUMERATOR, x) / polynomial(DENOMINATOR, x));
}

/** Just-noticeable-difference index of a luminance in cd/m². */
export function indexOf(luminance: number): number {
  return polynomial(INVERSE, Math.log10(luminance));
}

export interface Span {
  darkest: number;
  brightest: number;
}

/** Why no table can be made of these two luminances. */
export function spanProblem({ darkest, brightest }: Span): "range" | "order" | null {
  const isWithin = (value: number) => value >= LEAST_LUMINANCE && value <= MOST_LUMINANCE;
  if (!isWithin(darkest) || !isWithin(brightest)) return "range";
  return brightest > darkest ? null : "order";
}

/** What a grey level of 0 to 255 should measure on a screen of this span: equal steps of what an eye tells apart. */
export function targetLuminance(level: number, span: Span): number {
  const from = indexOf(span.darkest);
  const to = indexOf(span.brightest);
  return luminanceOf(from + ((to - from) * level) / 255);
}
