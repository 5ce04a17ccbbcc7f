import { Badge, Button, Group, Modal, Stack, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, bodyOf } from "../api/client";
import type { DeletionLine } from "../api/types";
import { routes } from "../routes";
import { PatientLine } from "../study/PatientLine";
import { Empty } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { momentText } from "../ui/time";
import { useReturnFocus } from "../ui/useReturnFocus";
import { useKeep } from "./queries";
import { inOrder, sizeText } from "./retention";

const COLOR = { proposed: "orange", removing: "red", done: "gray", refused: "gray", withdrawn: "gray" } as const;

/** Who proposed what, and who agreed. */
export function Deletions({ lines }: { lines: readonly DeletionLine[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <Empty text={t("admin.retention.noDeletions")} hint={t("admin.retention.howToPropose")} />;
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table verticalSpacing="xs" aria-label={t("admin.retention.deletions")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("study.exam")}</Table.Th>
            <Table.Th>{t("admin.retention.reasonLabel")}</Table.Th>
            <Table.Th>{t("admin.retention.twoPersons")}</Table.Th>
            <Table.Th>{t("admin.overview.state")}</Table.Th>
            <Table.Th w={200} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inOrder(lines).map((line) => (
            <DeletionRow key={line.deletion.id} line={line} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function DeletionRow({ line }: { line: DeletionLine }) {
  const { t, i18n } = useTranslation();
  const { deletion, study } = line;
  return (
    <Table.Tr>
      <Table.Td maw={340}>
        {study ? (
          <PatientLine patient={study.patient} at={study.study_date} />
        ) : (
          <Text size="xs" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {deletion.study_instance_uid}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          <bdi>{line.clinic_name}</bdi>
          {` · ${t("admin.retention.objects", { count: deletion.objects, size: sizeText(deletion.size_bytes) })}`}
        </Text>
      </Table.Td>
      <Table.Td maw={260}>
        <Text size="sm">{t(`admin.retention.reason.${deletion.reason}`)}</Text>
        <Text size="xs" c="dimmed">
          {deletion.note ? <bdi>{deletion.note}</bdi> : `${t("admin.retention.endsOn")} ${deletion.ends_on}`}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          {t("admin.retention.proposedBy", { name: deletion.proposed_by_name })}
          <Text span size="xs" c="dimmed">{` ${momentText(deletion.proposed_at, i18n.language)}`}</Text>
        </Text>
        {deletion.decided_at && (
          <Text size="sm">
            {t(`admin.retention.decided.${decisionOf(deletion.state)}`, { name: deletion.decided_by_name ?? "" })}
            <Text span size="xs" c="dimmed">{` ${momentText(deletion.decided_at, i18n.language)}`}</Text>
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Badge color={COLOR[deletion.state]} variant="light" radius="sm">
          {t(`admin.retention.state.${deletion.state}`)}
        </Badge>
        {line.sent_again_study_id && (
          <Text size="xs" c="var(--mantine-color-orange-light-color)">
            <Link to={routes.retentionOf(line.sent_again_study_id)}>{t("admin.retention.sentAgain")}</Link>
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Acts line={line} />
      </Table.Td>
    </Table.Tr>
  );
}

function decisionOf(state: DeletionLine["deletion"]["state"]): "approved" | "refused" | "withdrawn" {
  return state === "refused" || state === "withdrawn" ? state : "approved";
}

function Acts({ line }: { line: DeletionLine }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const [isAsking, setIsAsking] = useState(false);
  const params = { path: { deletion_id: line.deletion.id } };
  const refuse = useMutation({
    mutationFn: () => keep(bodyOf(api.POST("/api/deletions/{deletion_id}/refuse", { params }))),
  });
  if (line.deletion.state !== "proposed") return null;
  return (
    <Stack gap={4} align="flex-end">
      <Group gap={6} wrap="nowrap">
        <Button size="compact-sm" variant="default" loading={refuse.isPending} onClick={() => refuse.mutate()}>
          {line.may_approve ? t("admin.retention.refuse") : t("admin.retention.withdraw")}
        </Button>
        {line.may_approve && (
          <Button size="compact-sm" color="red" onClick={() => setIsAsking(true)}>
            {t("admin.retention.approve")}
          </Button>
        )}
      </Group>
      {!line.may_approve && (
        <Text size="xs" c="dimmed">
          {t("admin.retention.anotherPerson")}
        </Text>
      )}
      <ProblemNote error={refuse.error} />
      {isAsking && <ApproveDialog line={line} onClose={() => setIsAsking(false)} />}
    </Stack>
  );
}

function ApproveDialog({ line, onClose }: { line: DeletionLine; onClose: () => void }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const { deletion, study } = line;
  useReturnFocus();
  const approve = useMutation({
    mutationFn: () =>
      keep(
        bodyOf(
          api.POST("/api/deletions/{deletion_id}/approve", { params: { path: { deletion_id: deletion.id } } }),
        ),
      ),
    onSuccess: onClose,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("admin.retention.approveTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      centered
    >
      <Stack>
        {study && <PatientLine patient={study.patient} at={study.study_date} size="page" />}
        <Text size="sm">
          {t("admin.retention.objects", { count: deletion.objects, size: sizeText(deletion.size_bytes) })}
          {" · "}
          {t(`admin.retention.reason.${deletion.reason}`)}
        </Text>
        <Text size="sm">
          {t("admin.retention.proposedBy", { name: deletion.proposed_by_name })}
          {deletion.note && <bdi>{`：${deletion.note}`}</bdi>}
        </Text>
        <Text size="sm">{t("admin.retention.approveHint")}</Text>
        <ProblemNote error={approve.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button color="red" loading={approve.isPending} onClick={() => approve.mutate()}>
            {t("admin.retention.approve")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
