import classes from "./charts.module.css";

export interface FlowStep {
  id: string;
  label: string;
  count: number;
}

/** How many things are at each step of a way, as columns in the order of the way. */
export function StepFlow({ label, steps }: { label: string; steps: readonly FlowStep[] }) {
  const most = Math.max(1, ...steps.map((step) => step.count));
  return (
    <ol className={classes.flow} aria-label={label}>
      {steps.map((step) => (
        <li key={step.id} className={classes.flowStep}>
          <span className={classes.flowCount}>{step.count}</span>
          <svg className={classes.flowBar} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <rect x="0" width="100" y={100 - (100 * step.count) / most} height={(100 * step.count) / most} />
          </svg>
          <span className={classes.flowLabel}>{step.label}</span>
        </li>
      ))}
    </ol>
  );
}
