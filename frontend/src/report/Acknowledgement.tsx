import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "../account/session";
import { ChangeNotice } from "../amendment/ChangeNotice";
import type { ReportDetail } from "../api/types";
import { PatientLine } from "../study/PatientLine";
import { IconCheck } from "../ui/icons";
import { ProblemNote } from "../ui/ProblemNote";
import { acknowledgeReport, reportKey } from "./queries";
import classes from "./ReportPage.module.css";
import { ReadMark } from "./ReportsPage";

/** The explicit act by which a named person at the clinic takes the report over. Opening or printing it is none. */
export function Acknowledgement({ report, canAcknowledge }: { report: ReportDetail; canAcknowledge: boolean }) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const isUnread = report.acknowledged_at === null;
  return (
    <footer className={classes.footer}>
      <Group justify="space-between" wrap="nowrap">
        <ReadMark report={report} />
        {isUnread && canAcknowledge && (
          <Button leftSection={<IconCheck />} onClick={() => setIsAsking(true)}>
            {t("report.acknowledge")}
          </Button>
        )}
      </Group>
      {isAsking && <AcknowledgeDialog report={report} onClose={() => setIsAsking(false)} />}
    </footer>
  );
}

function AcknowledgeDialog({ report, onClose }: { report: ReportDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const account = useAccount();
  const acknowledge = useMutation({
    mutationFn: () => acknowledgeReport(report.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: reportKey(report.id) });
      void queries.invalidateQueries({ queryKey: ["reports"] });
      void queries.invalidateQueries({ queryKey: ["studies"] });
      notifications.show({ message: t("report.acknowledgeDone"), color: "teal" });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("report.acknowledgeTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      centered
    >
      <Stack>
        <Alert variant="light" p="sm">
          <PatientLine patient={report.patient} at={report.study_date} size="page" />
        </Alert>
        <ChangeNotice report={report} />
        <Text fw={600} style={{ whiteSpace: "pre-wrap" }}>
          <bdi>{report.impression}</bdi>
        </Text>
        <Text size="sm">{t("report.acknowledgeText", { name: account.display_name })}</Text>
        <ProblemNote error={acknowledge.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate()} data-autofocus>
            {t("report.acknowledge")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
