import { Button, Group, Modal, NativeSelect, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReturnReason } from "../api/types";
import { ProblemNote } from "../ui/ProblemNote";
import { useReturnFocus } from "../ui/useReturnFocus";

const CODES: readonly ReturnReason[] = [
  "other",
  "side",
  "missed",
  "contradiction",
  "wording",
  "template",
  "prior",
];

interface ReturnDialogProps {
  isPending: boolean;
  error: unknown;
  onConfirm: (code: ReturnReason, comment: string) => void;
  onClose: () => void;
}

/** Asks why a text goes back: a code to count by, and words for the author. */
export function ReturnDialog({ isPending, error, onConfirm, onClose }: ReturnDialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const [code, setCode] = useState<ReturnReason>("other");
  const [comment, setComment] = useState("");
  const isReady = code !== "other" || comment.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !isPending) onConfirm(code, comment.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={t("report.return")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <NativeSelect
            label={t("signing.returnCode")}
            data={CODES.map((each) => ({ value: each, label: t(`signing.returned.${each}`) }))}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value as ReturnReason)}
          />
          <Textarea
            label={t("worklist.reasonOf.return")}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
            autosize
            minRows={3}
            maxLength={500}
            data-autofocus
          />
          <ProblemNote error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={isPending} disabled={!isReady}>
              {t("report.return")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
