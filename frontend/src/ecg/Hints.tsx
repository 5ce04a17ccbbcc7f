import { useTranslation } from "react-i18next";
import classes from "./ecg.module.css";
import type { Hint } from "./hints";

/** What the reader may want to look at, in words; nothing was changed for it. */
export function Hints({ hints }: { hints: readonly Hint[] }) {
  const { t } = useTranslation();
  if (hints.length === 0) return null;
  const flat = hints.flatMap((hint) => (hint.kind === "flat" ? [hint.lead] : []));
  const said = [
    ...(flat.length > 0 ? [t("ecg.hint.flat", { leads: flat.join(" ") })] : []),
    ...hints.flatMap((hint) => {
      if (hint.kind === "armsSwapped") return [t("ecg.hint.armsSwapped")];
      if (hint.kind === "legAndArmSwapped") return [t("ecg.hint.legAndArmSwapped", { lead: hint.lead })];
      return hint.kind === "mains" ? [t("ecg.hint.mains", { hz: hint.hz, leads: hint.leads.join(" ") })] : [];
    }),
  ];
  return (
    <div className={classes.hints} role="note" data-testid="ecg-hints" aria-label={t("ecg.hint.title")}>
      <strong>{t("ecg.hint.title")}</strong> {said.join(" ")}
    </div>
  );
}
