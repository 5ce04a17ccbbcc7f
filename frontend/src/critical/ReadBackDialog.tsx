import { Alert, Button, Checkbox, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { PatientLine } from "../study/PatientLine";
import { ProblemNote } from "../ui/ProblemNote";
import { CRITICAL, type Finding, readBack } from "./queries";
import { partsToReadBack, readBackText } from "./words";

/** The clinic says that it understood: each part is ticked, or said in own words, and who acts is named. */
export function ReadBackDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const parts = partsToReadBack(finding, i18n.language);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState("");
  const [acting, setActing] = useState("");
  const said = readBackText(parts, ticked, typed);
  const isReady = said !== "" && acting.trim() !== "";
  const send = useMutation({
    mutationFn: () => readBack(finding.id, said, acting),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [CRITICAL] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) send.mutate();
  };
  const tick = (part: string, isOn: boolean) => {
    const after = new Set(ticked);
    if (isOn) after.add(part);
    else after.delete(part);
    setTicked(after);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      centered
      title={t("critical.readBackTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack component="form" onSubmit={submit}>
        <Alert color="red" variant="light" p="sm">
          <PatientLine patient={finding.patient} size="page" />
        </Alert>
        <Stack gap={8} role="group" aria-label={t("critical.tick")}>
          <Text fw={600}>{t("critical.tick")}</Text>
          {parts.map((part) => (
            <Checkbox
              key={part}
              label={<bdi>{part}</bdi>}
              size="md"
              checked={ticked.has(part)}
              onChange={(event) => tick(part, event.currentTarget.checked)}
            />
          ))}
        </Stack>
        <Textarea
          label={t("critical.ownWords")}
          autosize
          minRows={1}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <TextInput
          label={t("critical.acting")}
          description={t("critical.actingHint")}
          required
          autoComplete="off"
          value={acting}
          onChange={(event) => setActing(event.currentTarget.value)}
        />
        <ProblemNote error={send.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("critical.later")}
          </Button>
          <Button type="submit" color="red" loading={send.isPending} disabled={!isReady}>
            {t("critical.confirm")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
