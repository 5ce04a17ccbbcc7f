import { Button, Checkbox, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AmendmentDetail, AmendmentText } from "../api/types";
import { ProblemNote } from "../ui/ProblemNote";
import { DiffText } from "./DiffText";
import { EndActs } from "./EndActs";
import { amendmentKey, saveAmendment } from "./queries";
import { SignAmendment } from "./SignAmendment";

type Typed = Omit<AmendmentText, "revision">;

const typedOf = (amendment: AmendmentDetail): Typed => ({
  reason: amendment.reason,
  findings: amendment.findings,
  impression: amendment.impression,
  critical: amendment.critical,
  keeps_evidence: amendment.keeps_evidence,
});

/** Where its author writes an amendment. What is typed is saved by a button and before it is signed. */
export function AmendmentEditor({ amendment }: { amendment: AmendmentDetail }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Typed>(() => typedOf(amendment));
  const [isSigning, setIsSigning] = useState(false);
  const { kind } = amendment;
  const isRecall = kind === "recall";
  const change = (next: Partial<Typed>) => setTyped({ ...typed, ...next });
  const save = useMutation({
    mutationFn: () => saveAmendment(amendment.id, { ...typed, revision: amendment.revision }),
    onSuccess: (saved) => queries.setQueryData(amendmentKey(amendment.id), saved),
  });
  const isReady = isRecall || (typed.impression.trim() !== "" && typed.critical !== null);
  return (
    <Stack>
      <Textarea
        label={t("amendment.reason")}
        description={t("amendment.reasonHint")}
        value={typed.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        autosize
        maxLength={500}
        required
      />
      {isRecall && <Text>{t("amendment.recallHint")}</Text>}
      {!isRecall && (
        <>
          <Textarea
            label={t(kind === "addendum" ? "amendment.addedFindings" : "report.findings")}
            value={typed.findings}
            onChange={(event) => change({ findings: event.currentTarget.value })}
            autosize
            minRows={4}
          />
          <Textarea
            label={t(kind === "addendum" ? "amendment.addedImpression" : "report.impression")}
            value={typed.impression}
            onChange={(event) => change({ impression: event.currentTarget.value })}
            autosize
            minRows={3}
            required
          />
          <Radio.Group
            label={t("amendment.critical")}
            value={typed.critical ?? ""}
            onChange={(value) => change({ critical: value === "present" ? "present" : "none" })}
            required
          >
            <Group mt={4}>
              <Radio value="none" label={t("amendment.criticalNone")} />
              <Radio value="present" label={t("amendment.criticalPresent")} />
            </Group>
          </Radio.Group>
          {kind === "correction" && amendment.has_evidence && (
            <Checkbox
              label={t("amendment.keepsEvidence")}
              checked={typed.keeps_evidence ?? true}
              onChange={(event) => change({ keeps_evidence: event.currentTarget.checked })}
            />
          )}
          {kind === "correction" && (
            <>
              <DiffText label={t("report.impression")} before={amendment.before_impression} after={typed.impression} />
              <DiffText label={t("report.findings")} before={amendment.before_findings} after={typed.findings} />
            </>
          )}
        </>
      )}
      <ProblemNote error={save.error} />
      <Group justify="flex-end">
        <EndActs amendment={amendment} />
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
          {t("amendment.save")}
        </Button>
        <Button color={isRecall ? "red" : "brand"} disabled={!isReady} onClick={() => setIsSigning(true)}>
          {t(amendment.needs_two ? "amendment.submit" : "amendment.signAlone")}
        </Button>
      </Group>
      {isSigning && (
        <SignAmendment
          amendment={amendment}
          act={amendment.needs_two ? "submit" : "both"}
          revision={async () => (await save.mutateAsync()).revision}
          onClose={() => setIsSigning(false)}
        />
      )}
    </Stack>
  );
}
