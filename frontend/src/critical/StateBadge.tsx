import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Finding } from "./queries";

const COLOURS: Record<Finding["state"], string> = {
  notifying: "red",
  reached_no_readback: "red",
  unable_to_reach: "red",
  confirmed_readback: "orange",
  action_recorded: "teal",
  closed: "gray",
  withdrawn: "gray",
};

export function StateBadge({ finding }: { finding: Pick<Finding, "state" | "level" | "is_unconfirmed"> }) {
  const { t } = useTranslation();
  return (
    <Badge color={COLOURS[finding.state]} variant="light" radius="sm" style={{ flex: "none" }}>
      {t(`critical.state.${finding.state}`)}
      {finding.is_unconfirmed && finding.level > 0 && ` · ${t("critical.escalated", { level: finding.level })}`}
    </Badge>
  );
}
