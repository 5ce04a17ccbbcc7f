import { useTranslation } from "react-i18next";
import type { ReaderState } from "../reader";
import classes from "./line.module.css";

/** Stands on every picture that is not of diagnostic quality, until it is replaced. */
export function PreviewMark({ state }: { state: ReaderState }) {
  const { t } = useTranslation();
  const grade = state.isVisible ? state.stage?.shown?.grade : undefined;
  if (grade === undefined || grade === "full") return null;
  return (
    <div className={classes.mark} role="status" data-testid="preview-mark" data-grade={grade}>
      <strong>{t("viewer.line.mark")}</strong>
      <span>{t(grade === "preview" ? "viewer.line.preview" : "viewer.line.prefix")}</span>
    </div>
  );
}
