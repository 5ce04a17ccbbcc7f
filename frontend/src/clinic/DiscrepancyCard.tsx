import { Badge, Button, Card, Group, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Discrepancy, Resolution } from "../api/types";
import { isChinese } from "../i18n";
import { ProblemNote } from "../ui/ProblemNote";
import { momentText } from "../ui/time";
import { Candidates } from "./Candidates";
import { chooseRequest, resolveDiscrepancy } from "./queries";

/** One contradiction and the ways out of it, which the server lists. */
export function DiscrepancyCard({ task, isClinicShown }: { task: Discrepancy; isClinicShown: boolean }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const onSuccess = async () => {
    notifications.show({ message: t("clinic.tasks.done"), color: "teal" });
    await queries.invalidateQueries({ queryKey: ["discrepancies"] });
    for (const about of ["studies", "requests", "readings"]) void queries.invalidateQueries({ queryKey: [about] });
  };
  const resolve = useMutation({
    mutationFn: (choice: Resolution) => resolveDiscrepancy(task.id, choice, note.trim()),
    onSuccess,
  });
  // A study that may answer several orders names its reading as the other side of the task.
  const choose = useMutation({
    mutationFn: (requestId: string) => chooseRequest(task.other_id, requestId),
    onSuccess,
  });
  const isBusy = resolve.isPending || choose.isPending;
  return (
    <Card withBorder p="md">
      <Group justify="space-between" wrap="nowrap">
        <Group gap="sm">
          <Badge color="orange" radius="sm" size="lg">
            {t(`clinic.tasks.kind.${task.kind}`)}
          </Badge>
          {isClinicShown && (
            <Text size="sm">
              <bdi>{task.clinic_name}</bdi>
            </Text>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {t("clinic.tasks.raisedAt", { time: momentText(task.raised_at, i18n.language) })}
        </Text>
      </Group>
      <Text my="sm" style={{ whiteSpace: "pre-wrap" }}>
        <bdi>{isChinese(i18n.language) ? task.description_zh : task.description_en}</bdi>
      </Text>
      <Candidates
        orders={task.candidates}
        chosen={choose.isPending ? choose.variables : null}
        isBusy={isBusy}
        onChoose={(requestId) => choose.mutate(requestId)}
      />
      <ProblemNote error={choose.error ?? resolve.error} />
      {task.choices.length > 0 && (
        <Group align="flex-end" gap="sm">
          <TextInput
            flex={1}
            miw={200}
            label={t("clinic.tasks.note")}
            placeholder={t("clinic.tasks.notePlaceholder")}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={500}
          />
          {task.choices.map((choice) => (
            <Button
              key={choice}
              variant="light"
              loading={resolve.isPending && resolve.variables === choice}
              disabled={isBusy}
              onClick={() => resolve.mutate(choice)}
            >
              {t(`clinic.tasks.choice.${choice}`)}
            </Button>
          ))}
        </Group>
      )}
    </Card>
  );
}
