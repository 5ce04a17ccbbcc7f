import { Badge, Button, Table, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Overview, ReadingSummary } from "../api/types";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { ReadingHistory } from "./ReadingHistory";
import { DueCountdown } from "../worklist/DueCountdown";

export function WithoutSpecialist({ stuck }: { stuck: Overview["without_specialist"] }) {
  const { t } = useTranslation();
  return (
    <Rows>
      {stuck.map(({ reading, why }) => (
        <ReadingRow key={reading.id} reading={reading}>
          <Text size="sm" fw={600} c="var(--mantine-color-red-light-color)">
            {t(`admin.overview.unfit.${why}`)}
          </Text>
        </ReadingRow>
      ))}
    </Rows>
  );
}

export function LateReadings({ readings }: { readings: readonly ReadingSummary[] }) {
  const { t } = useTranslation();
  return (
    <Rows>
      {readings.map((reading) => (
        <ReadingRow key={reading.id} reading={reading}>
          <Text size="sm">
            {t(`common.state.${reading.state}`)} <bdi>{reading.holder_name}</bdi>
          </Text>
        </ReadingRow>
      ))}
    </Rows>
  );
}

function Rows({ children }: { children: ReactNode }) {
  return (
    <Table verticalSpacing="xs">
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  );
}

function ReadingRow({ reading, children }: { reading: ReadingSummary; children: ReactNode }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Table.Tr>
      <Table.Td>
        <PatientLine patient={reading.patient} at={reading.study_date} />
      </Table.Td>
      <Table.Td>
        <ModalityMark modality={reading.modality} bodyPart={reading.body_part} />
      </Table.Td>
      <Table.Td>
        <bdi>{reading.clinic_name}</bdi>
      </Table.Td>
      <Table.Td>
        {reading.priority === "emergency" && (
          <Badge color="red" radius="sm">
            {t("common.priority.emergency")}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        <DueCountdown dueAt={reading.due_at} standing={reading.standing} isPaused={reading.is_paused} />
      </Table.Td>
      <Table.Td>{children}</Table.Td>
      <Table.Td ta="right">
        <Button size="compact-sm" variant="subtle" onClick={() => setIsOpen(true)}>
          {t("admin.history.title")}
        </Button>
        {isOpen && <ReadingHistory readingId={reading.id} onClose={() => setIsOpen(false)} />}
      </Table.Td>
    </Table.Tr>
  );
}
