import type { Point } from "../geometry";
import classes from "../marks.module.css";

const ARM_PX = 26;
const GAP_PX = 4;

/** Where the next point will be put by one who measures without a pointer; its middle is left free. */
export function Cross({ at: { x, y } }: { at: Point }) {
  const arms = [
    `M${x - ARM_PX} ${y}H${x - GAP_PX}M${x + GAP_PX} ${y}H${x + ARM_PX}`,
    `M${x} ${y - ARM_PX}V${y - GAP_PX}M${x} ${y + GAP_PX}V${y + ARM_PX}`,
  ].join("");
  return (
    <g data-testid="cross">
      <path className={classes.halo} d={arms} />
      <path className={classes.cross} d={arms} />
      <circle cx={x} cy={y} r={1} className={classes.dot} />
    </g>
  );
}
