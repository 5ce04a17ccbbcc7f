import { Button, Chip, Group, Modal, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "./ProblemNote";
import { useReturnFocus } from "./useReturnFocus";

interface ReasonDialogProps {
  title: string;
  question: string;
  confirm: string;
  suggestions?: readonly string[];
  isDangerous?: boolean;
  isPending: boolean;
  error: unknown;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks why before something is done that somebody else has to understand. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) props.onConfirm(reason.trim());
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": t("common.close") }}
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          {props.suggestions && (
            <Group gap={6}>
              {props.suggestions.map((text) => (
                <Chip key={text} size="xs" checked={reason === text} onChange={() => setReason(text)}>
                  {text}
                </Chip>
              ))}
            </Group>
          )}
          <Textarea
            label={props.question}
            placeholder={t("common.reasonPlaceholder")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={3}
            maxLength={1000}
            data-autofocus
            required
          />
          <ProblemNote error={props.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t("common.cancel")}
            </Button>
            <Button
              type="submit"
              color={props.isDangerous ? "red" : "brand"}
              disabled={!reason.trim()}
              loading={props.isPending}
            >
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
