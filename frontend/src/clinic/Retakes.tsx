import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LIVE_MS } from "../api/queries";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { momentText } from "../ui/time";
import { loadReadings, readingsKey } from "../worklist/queries";

/** Readings that a specialist sent back, with what to do better. */
export function Retakes() {
  const { t, i18n } = useTranslation();
  const done = useQuery({
    queryKey: readingsKey("done"),
    queryFn: () => loadReadings("done"),
    refetchInterval: LIVE_MS,
  });
  const rejected = (done.data ?? []).filter((reading) => reading.state === "rejected");
  if (rejected.length === 0) return null;
  return (
    <section aria-labelledby="retakes">
      <Title order={2} size="h5" mb="xs" id="retakes">
        {t("clinic.tasks.retakes")}
      </Title>
      <Stack gap="xs">
        {rejected.map((reading) => (
          <Alert key={reading.id} color="red" variant="light" p="sm">
            <Group justify="space-between" wrap="nowrap">
              <PatientLine patient={reading.patient} />
              <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
                {momentText(reading.state_since, i18n.language)}
              </Text>
            </Group>
            <Group justify="space-between" mt={4}>
              <ModalityMark modality={reading.modality} bodyPart={reading.body_part} />
              <Button component={Link} to={routes.order} size="compact-sm" variant="default">
                {t("clinic.order.new")}
              </Button>
            </Group>
          </Alert>
        ))}
      </Stack>
    </section>
  );
}
