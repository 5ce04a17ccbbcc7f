import { Button, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { HoldLine } from "../api/types";
import { PatientLine } from "../study/PatientLine";
import { Empty } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { momentText } from "../ui/time";
import { useKeep } from "./queries";

/** Studies that nobody may delete, by whose word. */
export function Holds({ lines }: { lines: readonly HoldLine[] }) {
  const { t, i18n } = useTranslation();
  if (lines.length === 0) return <Empty text={t("admin.retention.noHolds")} />;
  return (
    <Table verticalSpacing="xs" aria-label={t("admin.retention.holds")}>
      <Table.Tbody>
        {lines.map(({ hold, study }) => (
          <Table.Tr key={hold.id}>
            <Table.Td>{study && <PatientLine patient={study.patient} at={study.study_date} />}</Table.Td>
            <Table.Td>
              <Text size="sm">
                <bdi>{hold.reason}</bdi>
              </Text>
              <Text size="xs" c="dimmed">
                <bdi>{hold.placed_by_name}</bdi>
                {` ${momentText(hold.placed_at, i18n.language)}`}
              </Text>
            </Table.Td>
            <Table.Td w={120}>
              <Lift id={hold.id} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Lift({ id }: { id: string }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const lift = useMutation({
    mutationFn: () =>
      keep(bodyOf(api.POST("/api/study-holds/{hold_id}/lift", { params: { path: { hold_id: id } } }))),
  });
  return (
    <>
      <Button size="compact-sm" variant="default" loading={lift.isPending} onClick={() => lift.mutate()}>
        {t("admin.retention.lift")}
      </Button>
      <ProblemNote error={lift.error} />
    </>
  );
}
