import { Alert, Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { routes } from "../routes";
import { IconAlert } from "../ui/icons";
import { momentText } from "../ui/time";
import { deletionsWaiting, destinationsInTrouble, troublesOf } from "./attention";
import { useDestinations } from "./forwarding";
import { useKeeping, useReadiness } from "./queries";
import { useUndelivered } from "./undelivered";

/** What stops the archive, a PACS that does not take what is sent, and what waits for a second administrator. */
export function Attention() {
  const { t, i18n } = useTranslation();
  const undelivered = useUndelivered().data;
  const readiness = useReadiness().data;
  const inTrouble = destinationsInTrouble(useDestinations().data ?? []);
  const waiting = deletionsWaiting(useKeeping().data);
  return (
    <>
      {readiness &&
        troublesOf(readiness).map((trouble) => (
          <Warning key={trouble} color="red" text={t(`admin.overview.trouble.${trouble}`)} />
        ))}
      {undelivered && undelivered.overdue > 0 && (
        <Warning
          color="red"
          text={t("admin.overview.undeliveredOverdue", {
            count: undelivered.overdue,
            time: undelivered.oldest_queued_at ? momentText(undelivered.oldest_queued_at, i18n.language) : "",
          })}
        />
      )}
      {inTrouble.length > 0 && (
        <Warning
          text={t("admin.overview.forwardingStuck", { names: inTrouble.map((each) => each.name).join(" · ") })}
          to={routes.forwardings}
          action={t("nav.forwardings")}
        />
      )}
      {waiting > 0 && (
        <Warning
          text={t("admin.overview.deletionsWaiting", { count: waiting })}
          to={routes.retention}
          action={t("nav.retention")}
        />
      )}
    </>
  );
}

interface WarningProps {
  text: string;
  color?: "orange" | "red";
  to?: string;
  action?: string;
}

export function Warning({ text, color = "orange", to, action }: WarningProps) {
  return (
    <Alert color={color} icon={<IconAlert />} p="sm" role="alert">
      <Group justify="space-between">
        <bdi>{text}</bdi>
        {to && (
          <Button component={Link} to={to} size="xs" color={color}>
            {action}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
