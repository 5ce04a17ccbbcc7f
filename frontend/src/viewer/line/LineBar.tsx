import { useCallback, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { InstanceDisplay } from "../display";
import type { ReaderState } from "../reader";
import { frameAsked } from "./bring";
import { here } from "./here";
import type { Progress } from "./line";
import classes from "./line.module.css";
import { percentOf, secondsLeft, sizeText } from "./progress";

/** A line that is through with it sooner is not worth a word. */
const SLOW_MS = 700;

/** How much of the picture before the reader has come, and how long the rest will take. Nothing on a fast line. */
export function LineBar({ state, display }: { state: ReaderState; display: InstanceDisplay }) {
  const { t } = useTranslation();
  const { stage } = state;
  const isWhole = stage === null || stage.instanceId === null || stage.loaded.has(stage.frame);
  const address = isWhole ? null : frameAsked(stage.instanceId!, display, stage.frame).address;
  const progress = useProgress(address);
  if (progress === null) return null;
  const { received, size, attempts } = progress;
  const left = secondsLeft(progress, here.rate());
  const words =
    attempts > 0
      ? t("viewer.line.again", { attempt: attempts + 1 })
      : t(left === null ? "viewer.line.came" : "viewer.line.left", {
          came: sizeText(received),
          size: sizeText(size),
          seconds: left ?? 0,
        });
  return (
    <div className={classes.bar} data-testid="line-bar" data-attempts={attempts}>
      <span role="status" className={attempts > 0 ? classes.trouble : undefined}>
        {words}
      </span>
      <div
        role="progressbar"
        aria-label={t("viewer.line.progress")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percentOf(progress)}
      >
        <i style={{ width: `${percentOf(progress)}%` }} />
      </div>
    </div>
  );
}

function useProgress(address: string | null): Progress | null {
  const read = useCallback(() => {
    const progress = address === null ? null : here.progressOf(address);
    if (progress === null) return null;
    const isSlow = performance.now() - progress.since >= SLOW_MS || progress.attempts > 0;
    return isSlow ? progress : null;
  }, [address]);
  return useSyncExternalStore(here.subscribe, read);
}
