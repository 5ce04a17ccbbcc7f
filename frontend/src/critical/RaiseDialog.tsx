import { Button, Group, Modal, NativeSelect, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isChinese } from "../i18n";
import { ProblemNote } from "../ui/ProblemNote";
import { useReturnFocus } from "../ui/useReturnFocus";
import { Contacts } from "./Contacts";
import { CRITICAL, type Criterion, type Level, raiseFinding } from "./queries";

interface RaiseDialogProps {
  readingId: string;
  criteria: readonly Criterion[];
  contacts: readonly Level[];
  onRaised: () => void;
  onClose: () => void;
}

/** Which criterion, and what was seen; the clinic hears of it when this is sent, before any signature. */
export function RaiseDialog({ readingId, criteria, contacts, onRaised, onClose }: RaiseDialogProps) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  useReturnFocus();
  const [key, setKey] = useState("");
  const [words, setWords] = useState("");
  const raise = useMutation({
    mutationFn: () => raiseFinding(readingId, { criterion_key: key, words }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [CRITICAL] });
      onRaised();
    },
  });
  const isReady = key !== "" && words.trim() !== "";
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) raise.mutate();
  };
  const chosen = criteria.find((each) => each.key === key);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      centered
      title={t("critical.raiseTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack component="form" onSubmit={send}>
        <NativeSelect
          label={t("critical.criterion")}
          description={chosen?.source}
          required
          data-autofocus
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          data={[
            { value: "", label: t("critical.choose") },
            ...criteria.map((each) => ({ value: each.key, label: isChinese(i18n.language) ? each.zh : each.en })),
          ]}
        />
        <Textarea
          label={t("critical.words")}
          description={t("critical.wordsHint")}
          required
          autosize
          minRows={3}
          maxLength={4000}
          dir="auto"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Contacts contacts={contacts} orderedBy={null} />
        <ProblemNote error={raise.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" color="red" loading={raise.isPending} disabled={!isReady}>
            {t("critical.raise")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
