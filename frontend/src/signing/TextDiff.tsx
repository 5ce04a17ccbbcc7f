import { useTranslation } from "react-i18next";
import classes from "./TextDiff.module.css";
import { textDiff } from "./textDiff";

export interface Words {
  findings: string;
  impression: string;
}

/** What one report says in place of another: taken out struck through, put in underlined, and both by colour. */
export function ReportDiff({ before, after }: { before: Words; after: Words }) {
  const { t } = useTranslation();
  return (
    <div className={classes.diff} role="group" aria-label={t("signing.diff")}>
      {(["findings", "impression"] as const).map((field) => (
        <div key={field}>
          <div className={classes.label}>{t(`report.${field}`)}</div>
          <p className={classes.text} dir="auto">
            {textDiff(before[field], after[field]).map(({ kind, text }, index) =>
              kind === "same" ? (
                <span key={index}>{text}</span>
              ) : kind === "gone" ? (
                <del key={index} className={classes.gone}>
                  {text}
                </del>
              ) : (
                <ins key={index} className={classes.come}>
                  {text}
                </ins>
              ),
            )}
          </p>
        </div>
      ))}
    </div>
  );
}
