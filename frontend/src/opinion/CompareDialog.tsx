import { Button, Group, Modal, Radio, SimpleGrid, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { loadReport, reportKey } from "../report/queries";
import { ReportWords } from "../report/ReportWords";
import { Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { useReturnFocus } from "../ui/useReturnFocus";
import { compareOpinion, needsWords, type OpinionKind, type OpinionsOfReading, type Verdict, verdictsOf } from "./queries";

interface CompareDialogProps {
  readingId: string;
  kind: OpinionKind;
  opinions: OpinionsOfReading;
  onClose: () => void;
}

/** The reports side by side, and what is to be said of them. */
export function CompareDialog({ readingId, kind, opinions, onClose }: CompareDialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const queries = useQueryClient();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [comment, setComment] = useState("");
  const record = useMutation({
    mutationFn: (said: Verdict) => compareOpinion(readingId, said, comment.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["reading", readingId] });
      void queries.invalidateQueries({ queryKey: ["readings"] });
      onClose();
    },
  });
  const isReady = verdict !== null && (!needsWords(verdict) || comment.trim() !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) record.mutate(verdict);
  };
  const second = kind === "arbitration" ? opinions.others.find((each) => each.kind !== "arbitration") : undefined;
  const shown = [
    { title: t("asking.opinion.first"), id: opinions.first_report_id },
    { title: t("asking.opinion.report"), id: second?.report_id ?? null },
    { title: t(`asking.opinion.short.${kind}`), id: opinions.this?.report_id ?? null },
  ].flatMap(({ title, id }) => (id === null ? [] : [{ title, id }]));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("asking.opinion.compare")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      size={shown.length > 2 ? 1100 : 860}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">
            {t(kind === "arbitration" ? "asking.opinion.arbitrateHint" : "asking.opinion.compareHint")}
          </Text>
          <SimpleGrid cols={Math.max(shown.length, 1)}>
            {shown.map(({ title, id }) => (
              <Side key={id} title={title} reportId={id} />
            ))}
          </SimpleGrid>
          <Radio.Group value={verdict ?? ""} onChange={(value) => setVerdict(value as Verdict)}>
            <Group>
              {verdictsOf(kind).map((each) => (
                <Radio key={each} value={each} label={t(`asking.opinion.verdict.${each}`)} />
              ))}
            </Group>
          </Radio.Group>
          <Textarea
            label={t("asking.opinion.comment")}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
            required={verdict !== null && needsWords(verdict)}
            maxLength={2000}
            autosize
            minRows={2}
          />
          <ProblemNote error={record.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={record.isPending} disabled={!isReady}>
              {t("asking.opinion.record")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Side({ title, reportId }: { title: string; reportId: string }) {
  const report = useQuery({ queryKey: reportKey(reportId), queryFn: () => loadReport(reportId) });
  return (
    <section aria-label={title}>
      <Text fw={600} mb={4}>
        {title}
      </Text>
      <Loaded query={report}>
        {(detail) => (
          <>
            <Text size="xs" c="dimmed">
              {[detail.author_name, detail.reviewer_name].filter(Boolean).join(" · ")}
            </Text>
            <ReportWords words={detail} />
          </>
        )}
      </Loaded>
    </section>
  );
}
