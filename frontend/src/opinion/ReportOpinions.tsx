import { Alert, Anchor, Badge, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LIVE_MS } from "../api/queries";
import { routes } from "../routes";
import { Section } from "../ui/Section";
import { momentText } from "../ui/time";
import { asksForCorrection, loadOpinions, type Opinion, opinionsKey } from "./queries";
import { patiently } from "../ui/patiently";

const AskDialog = lazy(() => patiently(() => import("./AskDialog")).then((module) => ({ default: module.AskDialog })));

/** Second opinions of a report, on its own page. */
export function ReportOpinions({ readingId }: { readingId: string }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const opinions = useQuery({
    queryKey: opinionsKey(readingId),
    queryFn: () => loadOpinions(readingId),
    refetchInterval: LIVE_MS,
  });
  if (opinions.data === undefined) return null;
  const { others, may_ask, this: own, first_report_id } = opinions.data;
  if (others.length === 0 && own === null && !may_ask) return null;
  return (
    <Section
      title={t("asking.opinion.title")}
      {...(may_ask ? { action: t("asking.opinion.ask"), onAction: () => setAsking(true) } : {})}
    >
      <Stack gap="xs" data-testid="opinions">
        {own !== null && <Text size="sm">{t("asking.opinion.isThis", { kind: t(`asking.opinion.kind.${own.kind}`) })}</Text>}
        {first_report_id !== null && (
          <Anchor component={Link} to={routes.report(first_report_id)} size="sm">
            {t("asking.opinion.first")}
          </Anchor>
        )}
        {own === null && asksForCorrection(others) && (
          <Alert color="red" variant="light">
            {t("asking.opinion.correct")}
          </Alert>
        )}
        {(own === null ? others : [own]).map((opinion) => (
          <Line key={opinion.reading_id} opinion={opinion} isOwn={own !== null} />
        ))}
      </Stack>
      {isAsking && (
        <Suspense fallback={null}>
          <AskDialog readingId={readingId} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Section>
  );
}

function Line({ opinion, isOwn }: { opinion: Opinion; isOwn: boolean }) {
  const { t, i18n } = useTranslation();
  const { compared } = opinion;
  const asked = opinion.state === "signed" ? "asking.opinion.notCompared" : "asking.opinion.waiting";
  return (
    <div>
      <Group gap="xs">
        <Badge radius="sm" variant="light">
          {t(`asking.opinion.short.${opinion.kind}`)}
        </Badge>
        <Text size="sm">{[opinion.author_name, momentText(opinion.asked_at, i18n.language)].filter(Boolean).join(" · ")}</Text>
        <Text size="sm" fw={600}>
          {compared === null ? t(asked) : t(`asking.opinion.verdict.${compared.verdict}`)}
        </Text>
        {opinion.report_id !== null && !isOwn && (
          <Anchor component={Link} to={routes.report(opinion.report_id)} size="sm">
            {t("asking.opinion.report")}
          </Anchor>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t(opinion.does_go_home ? "asking.opinion.goesHome" : "asking.opinion.staysHere")}
      </Text>
      {compared?.comment && <Text size="sm">{compared.comment}</Text>}
    </div>
  );
}
