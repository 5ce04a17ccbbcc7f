import { useTranslation } from "react-i18next";
import type { HangingFill, HangingRule } from "../api/types";
import { gridOf } from "../viewer/layout/hung";
import classes from "./hanging.module.css";

/** What the panes of a rule will hold, as they will stand. */
export function RulePreview({ rule }: { rule: HangingRule }) {
  const { t } = useTranslation();
  const { rows, columns } = gridOf(rule.layout);
  const words = (fill: HangingFill | null) =>
    fill === null
      ? t("layout.editor.nothing")
      : `${t(`layout.editor.source.${fill.source}`)} ${t(`layout.editor.take.${fill.take}`, { number: fill.number })}`;
  return (
    <div
      className={classes.preview}
      role="img"
      aria-label={`${t("layout.editor.preview")}: ${rule.fills.map(words).join(" | ")}`}
      style={{ gridTemplateColumns: `repeat(${columns}, 1fr)`, gridTemplateRows: `repeat(${rows}, 1fr)` }}
    >
      {rule.fills.map((fill, at) => (
        <span key={at} data-prior={fill?.source === "prior" || undefined}>
          {words(fill)}
        </span>
      ))}
    </div>
  );
}
