import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Delivery, DeliveryAttempt, DeliveryState, ReportDetail } from "../api/types";
import { dateTimeText } from "../ui/time";
import classes from "./ReportPanel.module.css";

export const DELIVERY_COLOURS: Record<DeliveryState, string> = {
  queued: "blue",
  sending: "blue",
  delivered: "teal",
  dead: "red",
  superseded: "gray",
  withdrawn: "gray",
};

/** How the report went home, with every attempt. */
export function Deliveries({ report }: { report: ReportDetail }) {
  const { t } = useTranslation();
  if (report.deliveries.length === 0) return null;
  return (
    <section aria-label={t("report.deliveries")}>
      <div className={classes.label}>{t("report.deliveries")}</div>
      <Stack gap={4}>
        {report.deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </Stack>
    </section>
  );
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useTranslation();
  const isWaiting = delivery.state === "queued" && delivery.attempts > 0;
  return (
    <div>
      <Group gap="sm">
        <Text size="sm">{t(`report.route.${delivery.route_kind}`)}</Text>
        <Badge size="sm" radius="sm" variant="light" color={DELIVERY_COLOURS[delivery.state]}>
          {t(`report.deliveryState.${delivery.state}`)}
        </Badge>
        <Text size="sm" c="dimmed">
          {delivery.delivered_at && dateTimeText(delivery.delivered_at, i18n.language)}
          {isWaiting && t("report.nextAttempt", { time: dateTimeText(delivery.next_attempt_at, i18n.language) })}
        </Text>
      </Group>
      <Attempts attempts={delivery.attempts_log} />
    </div>
  );
}

export function Attempts({ attempts }: { attempts: readonly DeliveryAttempt[] }) {
  const { t, i18n } = useTranslation();
  const failed = attempts.filter((attempt) => attempt.succeeded !== true);
  if (failed.length === 0) return null;
  return (
    <details>
      <summary>
        <Text size="xs" component="span" c="dimmed">
          {t("report.attempts", { count: attempts.length })}
        </Text>
      </summary>
      {attempts.map((attempt) => (
        <Text key={attempt.number} size="xs">
          {t("report.attempt", { number: attempt.number })} · {dateTimeText(attempt.started_at, i18n.language)} ·{" "}
          {attempt.succeeded ? t("report.succeeded") : t("report.failed")} <bdi>{attempt.detail}</bdi>
        </Text>
      ))}
    </details>
  );
}
