import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ImagingServiceRequest } from "../api/types";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { CopyButton } from "../ui/CopyButton";

/** The number that ties the images to this order, big enough to type off the screen. */
export function OrderPlaced({ order, onAnother }: { order: ImagingServiceRequest; onAnother: () => void }) {
  const { t } = useTranslation();
  return (
    <Card withBorder p="xl">
      <Stack align="center" gap="sm" role="status">
        <Title order={2} size="h4" c="var(--mantine-color-teal-light-color)">
          {t("clinic.order.done")}
        </Title>
        <Group gap="md">
          <Text fw={600} size="lg">
            <bdi>{order.patient_name}</bdi>
          </Text>
          <ModalityMark modality={order.modality} bodyPart={order.body_part} />
        </Group>
        <Text c="dimmed">{t("clinic.order.accession")}</Text>
        <Group gap="md">
          <Text ff="monospace" fz={40} fw={700} lh={1.2} data-testid="accession-number">
            <bdi>{order.accession_number}</bdi>
          </Text>
          <CopyButton value={order.accession_number} />
        </Group>
        <Text size="sm">{t("clinic.order.doneHint")}</Text>
        <Group mt="md">
          <Button variant="default" component={Link} to={routes.requests}>
            {t("clinic.order.toList")}
          </Button>
          <Button onClick={onAnother} data-autofocus>
            {t("clinic.order.another")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
