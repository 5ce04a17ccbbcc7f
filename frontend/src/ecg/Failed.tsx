import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { CannotShow } from "../viewer/CannotShow";
import shared from "../viewer/viewer.module.css";

/** A file that cannot be drawn says why; a server that does not answer is asked again. */
export function Failed({ instanceId, error, onRetry }: { instanceId: string; error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  if (isProblem(error) && error.status >= 400 && error.status < 500) {
    return <CannotShow instanceId={instanceId} reason={{ zh: error.titleZh, en: error.titleEn }} />;
  }
  return (
    <div className={shared.message} role="alert">
      <strong>{t("ecg.failed")}</strong>
      <button type="button" className={shared.tool} onClick={onRetry}>
        {t("common.retry")}
      </button>
    </div>
  );
}
