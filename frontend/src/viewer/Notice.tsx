import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { useProblemText } from "../ui/ProblemNote";
import { CannotShow } from "./CannotShow";
import type { useDisplay } from "./queries";
import type { ReaderState } from "./reader";
import type { Reading } from "./useReader";
import { shownKey } from "./keys";
import lineClasses from "./line/line.module.css";
import classes from "./viewer.module.css";

/** RFC 9110 15.5.21: the file itself is the trouble, and asking again would not help. */
const UNPROCESSABLE = 422;

interface NoticeProps {
  instanceId: string;
  display: ReturnType<typeof useDisplay>;
  failure: unknown;
  state: ReaderState | null;
  reading: Reading | null;
}

/** What stands on the stage while, or because, there is no picture. */
export function Notice({ instanceId, display, failure, state, reading }: NoticeProps) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  if (display.data?.cannot_show != null)
    return <CannotShow instanceId={instanceId} reason={display.data.cannot_show} />;
  if (failure !== null) return <Trouble text={t("viewer.pictureFailed")} onRetry={() => window.location.reload()} />;
  if (display.isError) return <Trouble text={textOf(display.error)} onRetry={() => void display.refetch()} />;
  const stage = state?.stage;
  if (stage?.failed.has(stage.frame)) {
    const why = stage.failed.get(stage.frame);
    if (isProblem(why) && why.status === UNPROCESSABLE)
      return <CannotShow instanceId={instanceId} reason={{ zh: why.titleZh, en: why.titleEn }} />;
    if (stage.grades.has(stage.frame)) return <OnlyPreview onRetry={() => reading?.reader.retry()} />;
    const text = stage.frames > 1 ? t("viewer.frameFailed", { frame: stage.frame }) : t("viewer.pictureFailed");
    return <Trouble text={text} onRetry={() => reading?.reader.retry()} />;
  }
  const loaded = stage?.loaded.size ?? 0;
  const total = Math.max(stage?.frames ?? 1, 1);
  return (
    <>
      {state?.isVisible !== true && (
        <div className={classes.message} role="status">
          {t("viewer.loading")}
        </div>
      )}
      {stage != null && stage.failed.size > 0 && (
        <div className={`${classes.corner} ${classes.bottomRight} ${classes.warning}`} role="alert">
          <span>{t("viewer.someFailed", { count: stage.failed.size })}</span>
          <button
            type="button"
            className={classes.tool}
            style={{ pointerEvents: "auto" }}
            onClick={() => reading?.reader.retry()}
          >
            {t("viewer.retry")}
          </button>
        </div>
      )}
      {loaded < total && total > 1 && (
        <div
          className={classes.progress}
          role="progressbar"
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={loaded}
          aria-label={t("viewer.loadingFrames", { loaded, total })}
        >
          <i style={{ width: `${(100 * loaded) / total}%` }} />
        </div>
      )}
    </>
  );
}

/** The preview stays, and that it will not be replaced by itself is said. */
function OnlyPreview({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={lineClasses.broken} role="alert">
      <strong>{t("viewer.line.broken")}</strong>
      <button type="button" className={classes.tool} onClick={onRetry} style={{ borderColor: "#8a5a5a" }}>
        {t("viewer.retry")}（{shownKey("retry")}）
      </button>
    </div>
  );
}

function Trouble({ text, onRetry }: { text: string; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.message} role="alert">
      <strong>{text}</strong>
      <button type="button" className={classes.tool} onClick={onRetry} style={{ borderColor: "#39424c" }}>
        {t("viewer.retry")}
      </button>
    </div>
  );
}
