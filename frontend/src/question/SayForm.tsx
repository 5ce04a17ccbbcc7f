import { Button, Checkbox, FileInput, Group, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "../ui/ProblemNote";
import type { Said } from "./queries";

interface SayFormProps {
  label: string;
  canPause?: boolean;
  onSay: (said: Said, pauses: boolean) => Promise<unknown>;
}

/** Words and perhaps a picture. */
export function SayForm({ label, canPause = false, onSay }: SayFormProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [picture, setPicture] = useState<File | null>(null);
  // A hold may come after the form: until somebody chose, it pauses as soon as it can.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const pauses = canPause && (chosen ?? true);
  const say = useMutation({
    mutationFn: () => onSay({ words: words.trim(), picture }, pauses),
    onSuccess: () => {
      setWords("");
      setPicture(null);
    },
  });
  const isReady = words.trim() !== "" || picture !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) say.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea
          label={label}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={2000}
        />
        <FileInput
          label={t("asking.question.picture")}
          accept="image/jpeg,image/png"
          value={picture}
          onChange={setPicture}
          clearable
        />
        {canPause && (
          <Checkbox
            label={t("asking.question.pause")}
            checked={pauses}
            onChange={(event) => setChosen(event.currentTarget.checked)}
          />
        )}
        <ProblemNote error={say.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={say.isPending} disabled={!isReady}>
            {t("asking.question.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
