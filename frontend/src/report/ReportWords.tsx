import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReportText } from "./draft";
import classes from "./ReportPanel.module.css";

/** Findings and impression as they will be read: line breaks kept, markup shown as text. */
export function ReportWords({ words }: { words: ReportText }) {
  const { t } = useTranslation();
  return (
    <>
      <section aria-label={t("report.findings")}>
        <div className={classes.label}>{t("report.findings")}</div>
        <Text component="div" className={classes.words ?? ""} lh={1.65}>
          <bdi>{words.findings || "–"}</bdi>
        </Text>
      </section>
      <section aria-label={t("report.impression")}>
        <div className={classes.label}>{t("report.impression")}</div>
        <Text component="div" className={classes.words ?? ""} lh={1.65} fw={600}>
          <bdi>{words.impression || "–"}</bdi>
        </Text>
      </section>
    </>
  );
}
