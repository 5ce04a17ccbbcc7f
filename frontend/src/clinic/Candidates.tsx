import { Badge, Button, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImagingServiceRequest } from "../api/types";
import { ModalityMark } from "../study/ModalityMark";
import { SexAndAge } from "../study/PatientLine";
import { personName } from "../study/patient";
import { Isolated } from "../ui/Isolated";
import { momentText } from "../ui/time";

interface CandidatesProps {
  orders: readonly ImagingServiceRequest[];
  /** The order that is being sent as the answer. */
  chosen: string | null;
  isBusy: boolean;
  onChoose: (requestId: string) => void;
}

/** The orders that a study may answer, told apart by what they ask. */
export function Candidates({ orders, chosen, isBusy, onChoose }: CandidatesProps) {
  const { t, i18n } = useTranslation();
  if (orders.length === 0) return null;
  return (
    <Table verticalSpacing={6} mb="sm" aria-label={t("clinic.tasks.candidates")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("clinic.order.accession")}</Table.Th>
          <Table.Th>{t("clinic.order.patient")}</Table.Th>
          <Table.Th>{t("clinic.order.question")}</Table.Th>
          <Table.Th>{t("clinic.requests.orderedAt")}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {orders.map((order) => (
          <Table.Tr key={order.id}>
            <Table.Td ff="monospace" fw={600}>
              <Isolated>{order.accession_number}</Isolated>
            </Table.Td>
            <Table.Td>
              <Text fw={600} component="span">
                <Isolated>{personName(order.patient_name).main}</Isolated>
              </Text>
              <Text size="xs" c="dimmed">
                <SexAndAge
                  patient={{ sex: order.patient_sex, birth_date: order.patient_birth_date }}
                  at={order.ordered_at}
                />{" "}
                · <Isolated>{order.patient_id}</Isolated>
              </Text>
            </Table.Td>
            <Table.Td>
              <ModalityMark modality={order.modality} bodyPart={order.body_part} />
              <Text size="sm" lineClamp={3} style={{ overflowWrap: "anywhere" }}>
                <Isolated>{order.clinical_question}</Isolated>
              </Text>
              {order.priority === "emergency" && (
                <Badge color="red" radius="sm" size="sm">
                  {t("common.priority.emergency")}
                </Badge>
              )}
            </Table.Td>
            <Table.Td>
              <Text size="sm" style={{ whiteSpace: "nowrap" }}>
                {momentText(order.ordered_at, i18n.language)}
              </Text>
              <Text size="xs" c="dimmed">
                <Isolated>{order.ordered_by_name}</Isolated>
              </Text>
            </Table.Td>
            <Table.Td ta="right">
              <Button
                size="xs"
                aria-label={t("clinic.tasks.chooseOrder", { number: order.accession_number })}
                loading={chosen === order.id}
                disabled={isBusy}
                onClick={() => onChoose(order.id)}
              >
                {t("clinic.tasks.chooseThis")}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
