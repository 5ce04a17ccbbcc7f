import { Alert, Checkbox, List, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Contradiction } from "../api/types";
import { isChinese } from "../i18n";
import { IconAlert } from "../ui/icons";
import { ProblemNote } from "../ui/ProblemNote";
import { around } from "./excerpt";
import { useContradictions } from "./queries";
import classes from "./templates.module.css";

interface ContradictionsProps {
  readingId: string;
  words: { findings: string; impression: string };
  /** Told that there is nothing to look at, or that the signer has looked. */
  onLooked: (hasLooked: boolean) => void;
}

/** What the text says against the pictures, the order and the patient. The signer may be right: it asks for a look. */
export function Contradictions({ readingId, words, onLooked }: ContradictionsProps) {
  const { t } = useTranslation();
  const found = useContradictions(readingId, words);
  const [hasConfirmed, setConfirmed] = useState(false);
  const hasNone = found.data?.length === 0;
  useEffect(() => onLooked(hasNone || hasConfirmed), [hasNone, hasConfirmed, onLooked]);
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data || hasNone) return null;
  return (
    <Alert color="orange" icon={<IconAlert />} p="xs" title={t("writing.contradictions")} role="alert">
      <List size="sm" spacing={4}>
        {found.data.map((one) => (
          <List.Item key={`${one.kind} ${one.field} ${String(one.start)}`}>
            <One one={one} words={words} />
          </List.Item>
        ))}
      </List>
      <Checkbox
        mt="xs"
        label={t("writing.looked")}
        checked={hasConfirmed}
        onChange={(event) => setConfirmed(event.currentTarget.checked)}
      />
    </Alert>
  );
}

function One({ one, words }: { one: Contradiction; words: ContradictionsProps["words"] }) {
  const { t } = useTranslation();
  const field = one.field === "impression" ? "impression" : "findings";
  const { before, after } = around(words[field], one.start, one.end);
  return (
    <>
      {isChinese() ? one.zh : one.en}
      {one.words !== "" && (
        <Text size="sm" c="dimmed" className={classes.where ?? ""}>
          {t(`report.${field}`)}: {before}
          <mark>{one.words}</mark>
          {after}
        </Text>
      )}
    </>
  );
}
