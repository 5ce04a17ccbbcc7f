import { Anchor, Badge, Button, Group, Table, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, bodyOf } from "../api/client";
import type { Overview } from "../api/types";
import { DELIVERY_COLOURS } from "../report/Deliveries";
import { sendAgain } from "../report/queries";
import { routes } from "../routes";
import { ProblemNote } from "../ui/ProblemNote";
import { momentText } from "../ui/time";

type Deliveries = Overview["undelivered"];

/** Reports that are signed and not home, with why and another try. */
export function Undelivered({ deliveries }: { deliveries: Deliveries }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: sendAgain,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["overview"] });
      notifications.show({ message: t("admin.overview.retryDone"), color: "teal" });
    },
  });
  const dead = deliveries.filter((delivery) => delivery.state === "dead").length;
  const retryAll = useMutation({
    mutationFn: () => bodyOf(api.POST("/api/deliveries/retry")),
    onSuccess: async ({ requeued }) => {
      await queries.invalidateQueries({ queryKey: ["overview"] });
      notifications.show({ message: t("admin.forwardings.requeued", { count: requeued }), color: "teal" });
    },
  });
  return (
    <>
      <ProblemNote error={retry.error ?? retryAll.error} />
      {dead > 1 && (
        <Group justify="flex-end">
          <Button size="compact-sm" variant="light" loading={retryAll.isPending} onClick={() => retryAll.mutate()}>
            {t("admin.overview.retryAll", { count: dead })}
          </Button>
        </Group>
      )}
      <Table verticalSpacing="xs" aria-label={t("admin.overview.undelivered")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("admin.overview.clinic")}</Table.Th>
            <Table.Th>{t("admin.overview.route")}</Table.Th>
            <Table.Th>{t("admin.overview.state")}</Table.Th>
            <Table.Th>{t("admin.overview.lastProblem")}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              isRetrying={retry.isPending && retry.variables === delivery.id}
              onRetry={() => retry.mutate(delivery.id)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

interface DeliveryRowProps {
  delivery: Deliveries[number];
  isRetrying: boolean;
  onRetry: () => void;
}

function DeliveryRow({ delivery, isRetrying, onRetry }: DeliveryRowProps) {
  const { t, i18n } = useTranslation();
  return (
    <Table.Tr>
      <Table.Td>
        <bdi>{delivery.clinic_name}</bdi>
        <Text size="xs" c="dimmed">
          {momentText(delivery.queued_at, i18n.language)} ·{" "}
          <Anchor component={Link} to={routes.report(delivery.report_id)} size="xs">
            {t("report.version", { version: delivery.version })}
          </Anchor>
        </Text>
      </Table.Td>
      <Table.Td>
        {t(`report.route.${delivery.route_kind}`)} {delivery.ae_title}
      </Table.Td>
      <Table.Td>
        <Badge color={DELIVERY_COLOURS[delivery.state]} variant="light" radius="sm">
          {t(`report.deliveryState.${delivery.state}`)}
        </Badge>
        <Text size="xs" c="dimmed">
          {t("report.attempts", { count: delivery.attempts })}
          {delivery.state === "queued" &&
            ` · ${t("report.nextAttempt", { time: momentText(delivery.next_attempt_at, i18n.language) })}`}
        </Text>
      </Table.Td>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        <bdi>{delivery.last_problem ?? "–"}</bdi>
      </Table.Td>
      <Table.Td ta="right">
        <Button size="compact-sm" variant="light" loading={isRetrying} onClick={onRetry}>
          {t("report.sendAgain")}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
