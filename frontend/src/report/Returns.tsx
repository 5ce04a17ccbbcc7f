import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReadingDetail } from "../api/types";
import { momentText } from "../ui/time";
import classes from "./ReportPanel.module.css";

/** Why a reviewer sent it back, newest first. */
export function Returns({ reading }: { reading: ReadingDetail }) {
  const { t, i18n } = useTranslation();
  if (reading.report_id) return null;
  return reading.returns.toReversed().map((each) => (
    <Alert
      key={each.returned_at}
      color="orange"
      p="xs"
      title={t("report.returnedBy", {
        name: each.reviewer_name,
        time: momentText(each.returned_at, i18n.language),
      })}
    >
      <b>{t(`signing.returned.${each.code}`)}</b> <bdi className={classes.words}>{each.reason}</bdi>
    </Alert>
  ));
}
