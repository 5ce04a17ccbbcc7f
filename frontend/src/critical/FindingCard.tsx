import { Button, Card, Group, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { hasRole, useAccount } from "../account/session";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { FormDialog } from "../ui/FormDialog";
import { Isolated } from "../ui/Isolated";
import { ReasonDialog } from "../ui/ReasonDialog";
import { dateTimeText } from "../ui/time";
import { Contacts } from "./Contacts";
import classes from "./critical.module.css";
import { OutcomeDialog } from "./OutcomeDialog";
import { closeFinding, CRITICAL, type Finding, recordAction, withdrawFinding } from "./queries";
import { ReadBackDialog } from "./ReadBackDialog";
import { StateBadge } from "./StateBadge";
import { criterionText } from "./words";

type Open = "read_back" | "outcome" | "action" | "close" | "withdraw";

/** One finding: whose, what, whom to ring, what was done, and what this person may do now. */
export function FindingCard({ finding, isPlain = false }: { finding: Finding; isPlain?: boolean }) {
  const { t, i18n } = useTranslation();
  const moment = (iso: string) => dateTimeText(iso, i18n.language);
  return (
    <Card withBorder p="md" className={classes.entry ?? ""} data-testid="critical-finding" data-state={finding.state}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={4} miw={0}>
          <PatientLine patient={finding.patient} at={finding.identified_at} />
          <Group gap="sm">
            <ModalityMark modality={finding.modality} bodyPart={finding.body_part} />
            <Text size="sm">
              <Isolated>{finding.clinic_name}</Isolated>
            </Text>
          </Group>
          <Text fw={700}>
            {isPlain ? (
              <bdi>{criterionText(finding, i18n.language)}</bdi>
            ) : (
              <Link to={routes.criticalFinding(finding.id)}>
                <bdi>{criterionText(finding, i18n.language)}</bdi>
              </Link>
            )}
          </Text>
          <Text className={classes.words ?? ""} dir="auto">
            {finding.words}
          </Text>
          <Text size="sm" c="dimmed">
            {t("critical.identified", { time: moment(finding.identified_at) })} <bdi>{finding.raised_by_name}</bdi>
            {finding.next_level_at && ` · ${t("critical.nextLevel", { time: moment(finding.next_level_at) })}`}
          </Text>
        </Stack>
        <StateBadge finding={finding} />
      </Group>
      {finding.is_unconfirmed && (
        <div style={{ marginTop: 8 }}>
          <Contacts contacts={finding.contacts} orderedBy={finding.ordered_by_name} />
        </div>
      )}
      {isPlain && <Steps finding={finding} />}
      <Acts finding={finding} />
    </Card>
  );
}

export function Steps({ finding }: { finding: Finding }) {
  const { t, i18n } = useTranslation();
  return (
    <Table mt="sm" fz="sm" aria-label={t("critical.steps")}>
      <Table.Tbody>
        {finding.steps.map((step) => (
          <Table.Tr key={step.number}>
            <Table.Td style={{ whiteSpace: "nowrap", verticalAlign: "top" }}>{dateTimeText(step.at, i18n.language)}</Table.Td>
            <Table.Td>
              <b>{t(`critical.event.${step.event ?? "raise"}`)}</b>
              {step.event === "escalate" && ` ${t("critical.escalated", { level: step.level })}`}
              {step.by_name && (
                <>
                  {" "}
                  <bdi>{step.by_name}</bdi>
                </>
              )}
              {step.to_name && (
                <>
                  {" → "}
                  <bdi>{step.to_name}</bdi>
                </>
              )}{" "}
              {step.phone} {step.way && t(`critical.way.${step.way}`)}
              {step.received_at && ` · ${t("critical.received", { time: dateTimeText(step.received_at, i18n.language) })}`}
              {step.read_back && (
                <Text size="sm">
                  {t("critical.readBack")}: <bdi>{step.read_back}</bdi>
                </Text>
              )}
              {step.note && (
                <Text size="sm">
                  {step.event === "read_back" && `${t("critical.acting")}: `}
                  <bdi>{step.note}</bdi>
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Acts({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const account = useAccount();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const isOfClinic = hasRole(account, "technician", "township_doctor");
  const may = new Set(finding.may);
  const refresh = () => queries.invalidateQueries({ queryKey: [CRITICAL] });
  const close = () => setOpen(null);
  const withdraw = useMutation({
    mutationFn: (reason: string) => withdrawFinding(finding.id, reason),
    onSuccess: async () => {
      await refresh();
      close();
    },
  });
  return (
    <Group gap="xs" mt="sm" className={classes.noPrint ?? ""}>
      {may.has("read_back") && isOfClinic && (
        <Button color="red" onClick={() => setOpen("read_back")}>
          {t("critical.openToConfirm")}
        </Button>
      )}
      {may.has("read_back") && !isOfClinic && (
        <Button color="red" onClick={() => setOpen("outcome")}>
          {t("critical.recordCall")}
        </Button>
      )}
      {may.has("record_action") && (
        <Button variant="light" onClick={() => setOpen("action")}>
          {t("critical.recordAction")}
        </Button>
      )}
      {may.has("close") && !isOfClinic && (
        <Button variant="light" color="teal" onClick={() => setOpen("close")}>
          {t("critical.close")}
        </Button>
      )}
      {may.has("withdraw") && !isOfClinic && (
        <Button variant="subtle" color="gray" onClick={() => setOpen("withdraw")}>
          {t("critical.withdraw")}
        </Button>
      )}
      {open === "read_back" && <ReadBackDialog finding={finding} onClose={close} />}
      {open === "outcome" && <OutcomeDialog finding={finding} onClose={close} />}
      {open === "action" && (
        <FormDialog
          title={t("critical.recordAction")}
          fields={[
            { name: "action", label: t("critical.action"), isRequired: true },
            { name: "by_name", label: t("critical.acted"), hint: t("critical.actedHint") },
          ]}
          confirm={t("critical.saveAction")}
          onSubmit={async (values) => {
            await recordAction(finding.id, values["action"] ?? "", values["by_name"] ?? "");
            await refresh();
          }}
          onClose={close}
        />
      )}
      {open === "close" && (
        <FormDialog
          title={t("critical.close")}
          fields={[{ name: "note", label: t("critical.note") }]}
          confirm={t("critical.close")}
          onSubmit={async (values) => {
            await closeFinding(finding.id, values["note"] ?? "");
            await refresh();
          }}
          onClose={close}
        />
      )}
      {open === "withdraw" && (
        <ReasonDialog
          title={t("critical.withdraw")}
          question={t("critical.withdrawWhy")}
          confirm={t("critical.withdraw")}
          isDangerous
          isPending={withdraw.isPending}
          error={withdraw.error}
          onConfirm={(reason) => withdraw.mutate(reason)}
          onClose={close}
        />
      )}
    </Group>
  );
}
