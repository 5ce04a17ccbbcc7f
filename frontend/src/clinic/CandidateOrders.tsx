import { Button, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImagingServiceRequest } from "../api/types";
import { ModalityMark } from "../study/ModalityMark";
import { SexAndAge } from "../study/PatientLine";
import { personName } from "../study/patient";
import { momentText } from "../ui/time";

interface CandidateOrdersProps {
  orders: readonly ImagingServiceRequest[];
  isBusy: boolean;
  onChoose: (orderId: string) => void;
}

/** The orders that a study may answer; a person knows which. */
export function CandidateOrders({ orders, isBusy, onChoose }: CandidateOrdersProps) {
  const { t, i18n } = useTranslation();
  return (
    <Stack gap="xs" mb="sm">
      {orders.map((order) => (
        <Card key={order.id} withBorder p="xs">
          <Group justify="space-between" wrap="nowrap">
            <div>
              <Group gap="sm">
                <Text ff="monospace" fw={700}>
                  <bdi>{order.accession_number}</bdi>
                </Text>
                <Text fw={600}>
                  <bdi>{personName(order.patient_name).main}</bdi>
                </Text>
                <Text size="sm">
                  <SexAndAge patient={{ sex: order.patient_sex, birth_date: order.patient_birth_date }} />
                </Text>
                <ModalityMark modality={order.modality} bodyPart={order.body_part} />
                <Text size="sm" c="dimmed">
                  {momentText(order.ordered_at, i18n.language)} · <bdi>{order.ordered_by_name}</bdi>
                </Text>
              </Group>
              <Text size="sm">
                <bdi>{order.clinical_question}</bdi>
              </Text>
            </div>
            <Button
              size="xs"
              variant="light"
              disabled={isBusy}
              onClick={() => onChoose(order.id)}
              style={{ flex: "none" }}
            >
              {t("clinic.tasks.thisOrder")}
            </Button>
          </Group>
        </Card>
      ))}
    </Stack>
  );
}
