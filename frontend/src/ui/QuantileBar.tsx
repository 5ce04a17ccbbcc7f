import classes from "./charts.module.css";

interface QuantileBarProps {
  label: string;
  p50: number;
  p90: number;
  p95: number;
  /** The value at the right edge; the same for all bars of a table, so that they can be compared. */
  most: number;
}

/** Median, p90 and p95 as one bar of three shades. */
export function QuantileBar({ label, p50, p90, p95, most }: QuantileBarProps) {
  const width = (value: number) => (most > 0 ? Math.min(100, (100 * value) / most) : 0);
  return (
    <svg className={classes.quantiles} viewBox="0 0 100 22" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect className={classes.track} x="0" y="3" width="100" height="16" />
      <rect className={classes.p95} x="0" y="3" width={width(p95)} height="16" />
      <rect className={classes.p90} x="0" y="3" width={width(p90)} height="16" />
      <rect className={classes.p50} x="0" y="3" width={width(p50)} height="16" />
    </svg>
  );
}
