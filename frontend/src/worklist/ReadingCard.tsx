import { Badge, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useAccount } from "../account/session";
import type { ReadingSummary } from "../api/types";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { NameDoubt, SexAndAge } from "../study/PatientLine";
import { personName } from "../study/patient";
import { momentText } from "../ui/time";
import { isStarted } from "./hold";
import { DueCountdown } from "./DueCountdown";
import classes from "./WorklistPanel.module.css";

interface ReadingCardProps {
  reading: ReadingSummary;
  isSelected: boolean;
  search?: string;
}

export function ReadingCard({ reading, isSelected, search = "" }: ReadingCardProps) {
  const { t, i18n } = useTranslation();
  const account = useAccount();
  const holder = reading.holder_id === account.id ? null : reading.holder_name;
  const isEmergency = reading.priority === "emergency";
  const card = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isSelected) card.current?.scrollIntoView({ block: "nearest" });
  }, [isSelected]);
  return (
    <NavLink
      ref={card}
      to={{ pathname: routes.reading(reading.id), search }}
      data-card
      className={classes.card ?? ""}
      aria-current={isSelected ? "true" : undefined}
      data-emergency={isEmergency || undefined}
    >
      <div className={classes.row}>
        <Text component="span" fw={700} fz={16} lh={1.3} className={classes.name ?? ""}>
          <bdi>{personName(reading.patient.name).main || t("study.noName")}</bdi>
          <Text component="span" fw={400} fz="sm" ml={6} style={{ whiteSpace: "nowrap" }}>
            <SexAndAge patient={reading.patient} at={reading.study_date} />
          </Text>
        </Text>
        <DueCountdown dueAt={reading.due_at} standing={reading.standing} isPaused={reading.is_paused} />
      </div>
      <NameDoubt patient={reading.patient} isShort />
      <div className={classes.row}>
        <ModalityMark modality={reading.modality} bodyPart={reading.body_part} />
        <span>
          {isEmergency && (
            <Badge color="red" size="sm" radius="sm">
              {t("common.priority.emergency")}
            </Badge>
          )}
          {reading.opinion && (
            <Badge color="violet" size="sm" radius="sm" ml={4}>
              {t(`asking.opinion.short.${reading.opinion}`)}
            </Badge>
          )}
          {reading.retake_of && (
            <Badge color="orange" size="sm" radius="sm" ml={4}>
              {t("asking.retake.ofTitle")}
            </Badge>
          )}
          {reading.questions_open > 0 && (
            <Badge color="yellow" size="sm" radius="sm" ml={4}>
              {t("asking.question.badge", { count: reading.questions_open })}
            </Badge>
          )}
          {reading.is_paused && (
            <Badge color="grape" size="sm" radius="sm" ml={4}>
              {t("worklist.paused")}
            </Badge>
          )}
        </span>
      </div>
      <div className={classes.row}>
        <span className={classes.muted}>
          <bdi>{reading.clinic_name}</bdi> · {momentText(reading.received_at, i18n.language)}
        </span>
        <span className={classes.muted}>
          {holder
            ? t(isStarted(reading) ? "worklist.heldBy" : "worklist.offeredTo", { name: holder })
            : t(`common.state.${reading.state}`)}
        </span>
      </div>
    </NavLink>
  );
}
