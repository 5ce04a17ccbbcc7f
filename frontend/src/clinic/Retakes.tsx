import { Alert, Badge, Button, Card, Group, Image, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useId } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LIVE_MS } from "../api/queries";
import type { ReadingSummary } from "../api/types";
import { answer, loadWaiting, pictureAddress, WAITING_KEY } from "../question/queries";
import { SayForm } from "../question/SayForm";
import { loadRetakes, RETAKES_KEY } from "../retake/queries";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { ProblemNote } from "../ui/ProblemNote";
import { momentText } from "../ui/time";
import { loadReadings, readingsKey, resumeReading, type View } from "../worklist/queries";
import { waitingOf } from "./asks";
import { patiently } from "../ui/patiently";

const PICTURE = { width: 420, height: 320 };
const Places = lazy(() => patiently(() => import("../retake/Places")).then((module) => ({ default: module.Places })));

function useClinicReadings(view: View) {
  const readings = useQuery({
    queryKey: readingsKey(view),
    queryFn: () => loadReadings(view),
    refetchInterval: LIVE_MS,
  });
  return readings.data ?? [];
}

/** What a specialist sent back, as large as it is urgent: the patient may still be there. */
export function Retakes() {
  const { t, i18n } = useTranslation();
  const retakes = useQuery({ queryKey: RETAKES_KEY, queryFn: loadRetakes, refetchInterval: LIVE_MS });
  if (!retakes.data || retakes.data.length === 0) return null;
  return (
    <Asks title={t("asking.retake.title")} hint={t("asking.retake.hint")}>
      {retakes.data.map((asked) => (
        <Alert key={asked.reading.id} color="red" variant="filled" p="md" role="alert" data-testid="retake">
          <Group justify="space-between" align="flex-start">
            <div>
              <Card p="xs" radius="sm">
                <PatientLine patient={asked.reading.patient} at={asked.reading.study_date} />
                <ModalityMark modality={asked.reading.modality} bodyPart={asked.reading.body_part} />
              </Card>
              <Text fz={28} fw={800} mt="xs" lh={1.2}>
                {t(`asking.reasons.${asked.reason}`)}
              </Text>
              {asked.comment && (
                <Text fz="lg" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                  <bdi>{asked.comment}</bdi>
                </Text>
              )}
              <Text size="sm" mt={4}>
                {t("asking.retake.by", {
                  name: asked.rejected_by_name,
                  time: momentText(asked.rejected_at, i18n.language),
                })}
              </Text>
              {asked.request ? (
                <Text fw={600}>{t("asking.retake.order", { number: asked.request.accession_number })}</Text>
              ) : (
                <Button component={Link} to={routes.order} color="dark" mt="xs">
                  {t("asking.retake.noOrder")}
                </Button>
              )}
            </div>
            {asked.marks.length > 0 && (
              <Suspense fallback={null}>
                <Places marks={asked.marks} room={PICTURE} />
              </Suspense>
            )}
          </Group>
        </Alert>
      ))}
    </Asks>
  );
}

/** What specialists asked: answered here, with a picture where that says more. */
export function WaitingForUs() {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const waiting = useQuery({ queryKey: WAITING_KEY, queryFn: loadWaiting, refetchInterval: LIVE_MS });
  const asked = waiting.data ?? [];
  const paused = waitingOf(useClinicReadings("open")).filter(
    ({ id }) => !asked.some(({ reading, question }) => reading.id === id && question.does_pause),
  );
  const resume = useMutation({
    mutationFn: resumeReading,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["readings"] }),
  });
  return (
    <>
      {asked.length > 0 && (
        <Asks title={t("asking.question.waitingTitle")} hint={t("asking.question.waitingHint")}>
          {asked.map(({ question, reading }) => (
            <Card key={question.id} withBorder p="md" data-testid="question">
              <Group gap="md" mb="xs">
                <PatientLine patient={reading.patient} at={reading.study_date} />
                <ModalityMark modality={reading.modality} bodyPart={reading.body_part} />
                {question.does_pause && <Badge color="grape">{t("asking.question.pausing")}</Badge>}
              </Group>
              <Text size="xs" c="dimmed">
                {t("asking.question.asked", {
                  name: question.asked_by_name,
                  time: momentText(question.asked_at, i18n.language),
                })}
              </Text>
              <Text fz="lg" fw={600} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                <bdi>{question.words}</bdi>
              </Text>
              {question.picture_id && (
                <Image
                  src={pictureAddress(question.picture_id)}
                  alt={t("asking.question.attached")}
                  mah={320}
                  w="auto"
                  fit="contain"
                />
              )}
              <SayForm
                label={t("asking.question.answerWords")}
                onSay={async (said) => {
                  await answer(reading.id, question.id, said);
                  await queries.invalidateQueries({ queryKey: ["readings"] });
                }}
              />
            </Card>
          ))}
        </Asks>
      )}
      {paused.length > 0 && (
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
      )}
    </>
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
