import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types";
import { ProblemNote } from "../ui/ProblemNote";
import { PatientLine } from "./PatientLine";
import { personName } from "./patient";
import { confirmName } from "./queries";

/** The clinic says what a name is that a program only guessed. */
export function ConfirmNameDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(personName(patient.name).main);
  const confirm = useMutation({
    mutationFn: () => confirmName(patient.id, name.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["studies"] });
      notifications.show({ message: t("study.nameConfirmedNow"), color: "teal" });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("study.confirmNameTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t("study.confirmNameHint")}</Text>
          <Alert variant="light" p="sm">
            <PatientLine patient={patient} size="page" />
          </Alert>
          <TextInput
            label={t("study.correctName")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            size="md"
            maxLength={64}
            data-autofocus
            required
          />
          <ProblemNote error={confirm.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={confirm.isPending} disabled={!name.trim()}>
              {t("study.nameIsRight")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
