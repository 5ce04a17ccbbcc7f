import { NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ChangeSize } from "../api/types";
import { ProblemNote } from "../ui/ProblemNote";
import { ChangeTold } from "./ChangeTold";
import { loadChange, sizesFrom, type Verdict } from "./change";
import { ReportDiff, type Words } from "./TextDiff";

interface ReviewedChangeProps {
  readingId: string;
  before: Words;
  after: Words;
  /** Saves what was typed: the rule judges what the server has. */
  save: () => Promise<boolean>;
  verdict: Verdict;
  onVerdict: (verdict: Verdict) => void;
}

/** What the reviewer changed of the author's text, how much the rule says that is, and a word to the author. */
export function ReviewedChange({ readingId, before, after, save, verdict, onVerdict }: ReviewedChangeProps) {
  const { t } = useTranslation();
  const change = useQuery({
    queryKey: ["change", readingId, after.findings, after.impression],
    queryFn: async () => {
      await save();
      return loadChange(readingId);
    },
    gcTime: 0,
  });
  const least = change.data?.size ?? null;
  return (
    <Stack gap="xs">
      <Text size="sm">{t("signing.changedText")}</Text>
      <ReportDiff before={before} after={after} />
      {change.data && <ChangeTold change={change.data} />}
      <ProblemNote error={change.error} />
      {least && least !== "major" && (
        <NativeSelect
          label={t("signing.raise")}
          data={sizesFrom(least).map((size) => ({ value: size, label: t(`signing.change.${size}`) }))}
          value={verdict.change ?? least}
          onChange={(event) => onVerdict({ ...verdict, change: event.currentTarget.value as ChangeSize })}
        />
      )}
      <Textarea
        label={t("signing.note")}
        value={verdict.note}
        maxLength={500}
        autosize
        minRows={1}
        onChange={(event) => onVerdict({ ...verdict, note: event.currentTarget.value })}
      />
    </Stack>
  );
}
