import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { serverNow } from "../api/clock";
import { LIVE_MS } from "../api/queries";
import type { ReadingSummary } from "../api/types";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { ProblemNote } from "../ui/ProblemNote";
import { momentText } from "../ui/time";
import { loadReadings, readingsKey, resumeReading, type View } from "../worklist/queries";
import { retakesOf, waitingOf } from "./asks";

function useClinicReadings(view: View) {
  const readings = useQuery({
    queryKey: readingsKey(view),
    queryFn: () => loadReadings(view),
    refetchInterval: LIVE_MS,
  });
  return readings.data ?? [];
}

/** Readings that a specialist sent back, with what to do better. */
export function Retakes() {
  const { t } = useTranslation();
  const rejected = retakesOf(useClinicReadings("done"), serverNow());
  if (rejected.length === 0) return null;
  return (
    <Asks title={t("clinic.tasks.retakes")} hint={t("clinic.tasks.retakeFresh")}>
      {rejected.map((reading) => (
        <Ask key={reading.id} reading={reading} color="red">
          <Button component={Link} to={routes.order} size="compact-sm" variant="default">
            {t("clinic.order.new")}
          </Button>
        </Ask>
      ))}
    </Asks>
  );
}

/** Readings that a specialist paused with a question to the clinic. */
export function WaitingForUs() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const paused = waitingOf(useClinicReadings("open"));
  const resume = useMutation({
    mutationFn: resumeReading,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["readings"] }),
  });
  if (paused.length === 0) return null;
  return (
    <Asks title={t("clinic.tasks.waiting")} hint={t("clinic.tasks.waitingHint")}>
      <ProblemNote error={resume.error} />
      {paused.map((reading) => (
        <Ask key={reading.id} reading={reading} color="grape">
          {reading.actions.includes("resume") && (
            <Button
              size="compact-sm"
              color="grape"
              loading={resume.isPending}
              onClick={() => resume.mutate(reading.id)}
            >
              {t("clinic.tasks.resume")}
            </Button>
          )}
        </Ask>
      ))}
    </Asks>
  );
}

function Asks({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Group gap="sm" align="baseline" mb="xs">
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      </Group>
      <Stack gap="xs">{children}</Stack>
    </section>
  );
}

interface AskProps {
  reading: ReadingSummary;
  color: string;
  children: ReactNode;
}

function Ask({ reading, color, children }: AskProps) {
  const { i18n } = useTranslation();
  return (
    <Alert color={color} variant="light" p="sm">
      <Group justify="space-between" wrap="nowrap">
        <Group gap="md" wrap="nowrap" miw={0}>
          <PatientLine patient={reading.patient} at={reading.study_date} />
          <ModalityMark modality={reading.modality} bodyPart={reading.body_part} />
        </Group>
        <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {momentText(reading.state_since, i18n.language)}
        </Text>
      </Group>
      <Group justify="space-between" mt={4} wrap="nowrap">
        <Text fw={600} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          <bdi>{reading.reason}</bdi>
        </Text>
        {children}
      </Group>
    </Alert>
  );
}
