import { Alert, Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LIVE_MS } from "../api/queries";
import { routes } from "../routes";
import { patiently } from "../ui/patiently";
import { Contacts } from "./Contacts";
import classes from "./critical.module.css";
import { loadOfReading, ofReadingKey } from "./queries";
import { StateBadge } from "./StateBadge";
import { criterionText } from "./words";

const RaiseDialog = lazy(() =>
  patiently(() => import("./RaiseDialog")).then((module) => ({ default: module.RaiseDialog })),
);
const OutcomeDialog = lazy(() =>
  patiently(() => import("./OutcomeDialog")).then((module) => ({ default: module.OutcomeDialog })),
);

export type Answer = "none" | "present" | null;

interface CriticalQuestionProps {
  readingId: string;
  answer: Answer;
  /** Null where the answer is somebody else's to give. */
  onAnswer: ((answer: "none" | "present") => void) | null;
  isReadOnly: boolean;
}

/** Is there something that cannot wait? With "yes" it is said what, and the clinic hears of it now. */
export function CriticalQuestion({ readingId, answer, onAnswer, isReadOnly }: CriticalQuestionProps) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState<"raise" | string | null>(null);
  const known = useQuery({
    queryKey: ofReadingKey(readingId),
    queryFn: () => loadOfReading(readingId),
    refetchInterval: LIVE_MS,
  });
  const findings = known.data?.findings ?? [];
  const standing = findings.filter((each) => each.state !== "withdrawn");
  const called = findings.find((each) => each.id === open);
  const choose = (value: string) => {
    onAnswer?.(value === "present" ? "present" : "none");
    if (value === "present" && standing.length === 0) setOpen("raise");
  };
  return (
    <Stack gap={6}>
      <Radio.Group
        label={t("critical.question")}
        required={onAnswer !== null}
        value={answer ?? ""}
        onChange={choose}
        readOnly={isReadOnly || onAnswer === null}
      >
        <Group gap="lg" mt={2}>
          <Radio value="none" label={t("critical.none")} disabled={isReadOnly || onAnswer === null} />
          <Radio value="present" color="red" label={t("critical.present")} disabled={isReadOnly || onAnswer === null} />
          <Button size="compact-sm" variant="subtle" color="red" disabled={isReadOnly} onClick={() => setOpen("raise")}>
            {t(standing.length > 0 ? "critical.raiseAnother" : "critical.raiseNow")}
          </Button>
        </Group>
      </Radio.Group>
      {answer === "none" && standing.length > 0 && (
        <Alert color="orange" p="xs">
          {t("critical.contradicted")}
        </Alert>
      )}
      {answer === "present" && known.data && standing.length === 0 && (
        <Alert color="orange" p="xs">
          {t("critical.absent")}
        </Alert>
      )}
      {findings.map((finding) => (
        <Alert key={finding.id} color={finding.is_unconfirmed ? "red" : "gray"} p="xs" data-testid="critical-finding">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text size="sm" fw={600}>
                <bdi>{criterionText(finding, i18n.language)}</bdi>
              </Text>
              <Text size="sm" className={classes.words ?? ""} dir="auto">
                {finding.words}
              </Text>
            </div>
            <StateBadge finding={finding} />
          </Group>
          {finding.is_unconfirmed && <Contacts contacts={finding.contacts} orderedBy={finding.ordered_by_name} />}
          <Group gap="xs" mt={4}>
            {finding.is_unconfirmed && (
              <Button size="compact-sm" color="red" onClick={() => setOpen(finding.id)}>
                {t("critical.recordCall")}
              </Button>
            )}
            <Button size="compact-sm" variant="default" component={Link} to={routes.criticalFinding(finding.id)}>
              {t("critical.details")}
            </Button>
          </Group>
        </Alert>
      ))}
      <Suspense fallback={null}>
        {open === "raise" && known.data && (
          <RaiseDialog
            readingId={readingId}
            criteria={known.data.criteria}
            contacts={known.data.contacts}
            onRaised={() => {
              setOpen(null);
              onAnswer?.("present");
            }}
            onClose={() => setOpen(null)}
          />
        )}
        {called && <OutcomeDialog finding={called} onClose={() => setOpen(null)} />}
      </Suspense>
    </Stack>
  );
}
