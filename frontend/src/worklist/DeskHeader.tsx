import { Badge, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingDetail } from "../api/types";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { dateText, momentText } from "../ui/time";
import classes from "./ReadingDesk.module.css";
import { DueCountdown } from "./DueCountdown";

/** Who, what and why: never scrolled away. `children` stand in the row of the patient, whose height they do not change. */
export function DeskHeader({ reading, children }: { reading: ReadingDetail; children?: ReactNode }) {
  const { t } = useTranslation();
  const dates = [...new Set(reading.studies.map((study) => dateText(study.study_date)).filter(Boolean))];
  return (
    <header className={classes.header}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <PatientLine patient={reading.patient} at={reading.study_date} size="page" />
        <Group gap={6} wrap="nowrap" style={{ flex: "none" }}>
          {children}
          {reading.priority === "emergency" && (
            <Badge color="red" radius="sm" size="lg">
              {t("common.priority.emergency")}
            </Badge>
          )}
          {reading.is_paused && (
            <Badge color="grape" radius="sm" size="lg">
              {t("worklist.paused")}
            </Badge>
          )}
          <DueCountdown dueAt={reading.due_at} standing={reading.standing} isPaused={reading.is_paused} />
          <Badge variant="default" radius="sm">
            {t(`common.state.${reading.state}`)}
          </Badge>
        </Group>
      </Group>
      <Group gap="2px 16px" mt={2} className={classes.why ?? ""}>
        <ModalityMark modality={reading.modality} bodyPart={reading.body_part} />
        <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          <bdi>{reading.clinic_name}</bdi>
          {dates.length > 0 && ` · ${t("worklist.studyDate")} ${dates.join(", ")}`}
        </Text>
        <Question reading={reading} />
      </Group>
    </header>
  );
}

function Question({ reading }: { reading: ReadingDetail }) {
  const { t, i18n } = useTranslation();
  const { request } = reading;
  const asked = reading.clinical_question || request?.clinical_question || "";
  const missing = request ? t("worklist.noQuestion") : t("worklist.noRequest");
  const orderedBy = request
    ? t("worklist.requestDetail", {
        name: request.ordered_by_name,
        time: momentText(request.ordered_at, i18n.language),
      })
    : undefined;
  return (
    <div className={classes.question} title={orderedBy}>
      <span className={classes.label}>{t("worklist.question")}</span>
      {asked ? <bdi className={classes.asked}>{asked}</bdi> : <span className={classes.label}>{missing}</span>}
    </div>
  );
}
