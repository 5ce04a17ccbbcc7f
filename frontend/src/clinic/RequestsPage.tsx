import { Badge, Button, Card, Group, Modal, Stack, Table, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LIVE_MS } from "../api/queries";
import type { ImagingServiceRequest } from "../api/types";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { SexAndAge } from "../study/PatientLine";
import { personName } from "../study/patient";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { ProblemNote } from "../ui/ProblemNote";
import { momentText } from "../ui/time";
import { cancelRequest, loadRequests } from "./queries";

const COLOURS = { open: "blue", matched: "teal", cancelled: "gray" } as const;

export function RequestsPage() {
  const { t } = useTranslation();
  const requests = useQuery({ queryKey: ["requests"], queryFn: loadRequests, refetchInterval: LIVE_MS });
  const [cancelling, setCancelling] = useState<ImagingServiceRequest | null>(null);
  return (
    <PageFrame
      title={t("clinic.requests.title")}
      actions={
        <Button component={Link} to={routes.order}>
          {t("clinic.order.new")}
        </Button>
      }
    >
      <Card withBorder p={0}>
        <Loaded query={requests}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty text={t("clinic.requests.empty")} />
            ) : (
              <RequestTable requests={rows} onCancel={setCancelling} />
            )
          }
        </Loaded>
      </Card>
      {cancelling && <CancelDialog order={cancelling} onClose={() => setCancelling(null)} />}
    </PageFrame>
  );
}

interface RequestTableProps {
  requests: readonly ImagingServiceRequest[];
  onCancel: (order: ImagingServiceRequest) => void;
}

function RequestTable({ requests, onCancel }: RequestTableProps) {
  const { t, i18n } = useTranslation();
  return (
    <Table verticalSpacing="xs" aria-label={t("clinic.requests.title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("clinic.order.accession")}</Table.Th>
          <Table.Th>{t("clinic.order.patient")}</Table.Th>
          <Table.Th>{t("clinic.order.exam")}</Table.Th>
          <Table.Th>{t("clinic.requests.stateTitle")}</Table.Th>
          <Table.Th>{t("clinic.requests.orderedAt")}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {requests.map((order) => (
          <Table.Tr key={order.id}>
            <Table.Td>
              <Text ff="monospace" fw={600}>
                <bdi>{order.accession_number}</bdi>
              </Text>
            </Table.Td>
            <Table.Td>
              <Text fw={600} component="span">
                <bdi>{personName(order.patient_name).main}</bdi>
              </Text>{" "}
              <Text size="sm" component="span">
                <SexAndAge
                  patient={{ sex: order.patient_sex, birth_date: order.patient_birth_date }}
                  at={order.ordered_at}
                />
              </Text>
              <Text size="xs" c="dimmed">
                <bdi>{order.patient_id}</bdi>
              </Text>
            </Table.Td>
            <Table.Td maw={340}>
              <Group gap={6} wrap="nowrap">
                <ModalityMark modality={order.modality} bodyPart={order.body_part} />
                {order.priority === "emergency" && (
                  <Badge color="red" radius="sm">
                    {t("common.priority.emergency")}
                  </Badge>
                )}
              </Group>
              <Text size="xs" c="dimmed" lineClamp={2}>
                <bdi>{order.clinical_question}</bdi>
              </Text>
            </Table.Td>
            <Table.Td>
              <Badge color={COLOURS[order.state]} variant="light" radius="sm">
                {t(`clinic.requests.state.${order.state}`)}
              </Badge>
            </Table.Td>
            <Table.Td>
              <Text size="sm">{momentText(order.ordered_at, i18n.language)}</Text>
              <Text size="xs" c="dimmed">
                <bdi>{order.ordered_by_name}</bdi>
              </Text>
            </Table.Td>
            <Table.Td ta="right">
              {order.state === "open" && (
                <Button size="compact-sm" variant="subtle" color="red" onClick={() => onCancel(order)}>
                  {t("clinic.requests.cancel")}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function CancelDialog({ order, onClose }: { order: ImagingServiceRequest; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelRequest(order.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["requests"] });
      notifications.show({ message: t("clinic.requests.cancelled") });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("clinic.requests.cancel")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      centered
    >
      <Stack>
        <Text>{t("clinic.requests.cancelAsk", { name: order.patient_name })}</Text>
        <ProblemNote error={cancel.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.back")}
          </Button>
          <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t("clinic.requests.cancel")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
