import { useTranslation } from "react-i18next";
import classes from "./StepBar.module.css";
import { type Progress, STEPS } from "./steps";

/** The way of a study as seven marks, with the one it has reached in words. */
export function StepBar({ progress }: { progress: Progress }) {
  const { t } = useTranslation();
  const reached = STEPS.indexOf(progress.reached);
  const words = progress.stopped ? t(`study.${progress.stopped}`) : t(`study.step.${progress.reached}`);
  return (
    <div role="img" aria-label={t("study.stepOf", { step: words })} className={classes.bar}>
      <div className={classes.marks}>
        {STEPS.map((step, index) => (
          <span
            key={step}
            title={t(`study.step.${step}`)}
            data-done={index <= reached || undefined}
            data-here={index === reached || undefined}
            data-stopped={(progress.stopped !== null && index === reached) || undefined}
          />
        ))}
      </div>
      <span className={classes.words} data-stopped={progress.stopped !== null || undefined}>
        {words}
      </span>
    </div>
  );
}
