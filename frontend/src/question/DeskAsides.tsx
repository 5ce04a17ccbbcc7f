import { Alert, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LIVE_MS } from "../api/queries";
import type { ReadingDetail } from "../api/types";
import { loadOpinions, opinionsKey } from "../opinion/queries";
import { RejectedBeside } from "../retake/RejectedBeside";
import { routes } from "../routes";
import { QuestionsDialog } from "./QuestionsDialog";
import { loadQuestions, questionsKey } from "./queries";
import { patiently } from "../ui/patiently";

const CompareDialog = lazy(() =>
  patiently(() => import("../opinion/CompareDialog")).then((module) => ({ default: module.CompareDialog })),
);

/** Of what a reading is the retake or the second opinion. */
export function DeskAsides({ reading }: { reading: ReadingDetail }) {
  return (
    <>
      {reading.retake_of !== null && <RejectedBeside of={reading.retake_of} />}
      {reading.opinion !== null && <OfOpinion reading={reading} />}
    </>
  );
}

function OfOpinion({ reading }: { reading: ReadingDetail }) {
  const { t } = useTranslation();
  const [isComparing, setComparing] = useState(false);
  const opinions = useQuery({
    queryKey: opinionsKey(reading.id),
    queryFn: () => loadOpinions(reading.id),
    refetchInterval: LIVE_MS,
  });
  const { data } = opinions;
  const own = data?.this;
  if (data === undefined || own == null) return null;
  return (
    <Alert color="violet" variant="light" radius={0} py={6} px="sm" data-testid="opinion-of">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          <b>{t("asking.opinion.isThis", { kind: t(`asking.opinion.kind.${own.kind}`) })}</b>{" "}
          {own.kind === "blinded" && own.state !== "signed" && t("asking.opinion.blindedHint")} <bdi>{own.question}</bdi>
          {own.compared !== null && ` ${t(`asking.opinion.verdict.${own.compared.verdict}`)}`}
        </Text>
        <Group gap="xs" wrap="nowrap">
          {data.first_report_id !== null && (
            <Button component={Link} to={routes.report(data.first_report_id)} size="compact-sm" variant="light">
              {t("asking.opinion.first")}
            </Button>
          )}
          {data.may_compare && (
            <Button size="compact-sm" color="violet" onClick={() => setComparing(true)}>
              {t("asking.opinion.compare")}
            </Button>
          )}
        </Group>
      </Group>
      {isComparing && (
        <Suspense fallback={null}>
          <CompareDialog
            readingId={reading.id}
            kind={own.kind}
            opinions={data}
            onClose={() => setComparing(false)}
          />
        </Suspense>
      )}
    </Alert>
  );
}

/** What the clinic was asked. It comes after the pictures, so it has a place that is there before: nothing may move. */
export function WithClinic({ reading, token }: { reading: ReadingDetail; token: number | null }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const asked = useQuery({
    queryKey: questionsKey(reading.id),
    queryFn: () => loadQuestions(reading.id),
    refetchInterval: LIVE_MS,
  });
  if (asked.data === undefined || (!asked.data.may_ask && asked.data.questions.length === 0)) return null;
  const { questions } = asked.data;
  const open = questions.filter((question) => question.answer === null).length;
  const answered = questions.length - open;
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-xs" variant={questions.length > 0 ? "light" : "subtle"} onClick={() => setOpen(true)}>
        {t(questions.length > 0 ? "asking.question.title" : "asking.question.ask")}
        {questions.length > 0 && ` (${answered}/${questions.length})`}
      </Button>
      {open > 0 && (
        <Text size="xs" c="orange.8">
          {t("asking.question.badge", { count: open })}
        </Text>
      )}
      {isOpen && <QuestionsDialog readingId={reading.id} token={token} onClose={() => setOpen(false)} />}
    </Group>
  );
}
