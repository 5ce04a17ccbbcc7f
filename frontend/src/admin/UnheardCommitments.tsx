import { Button, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import { Empty, Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { Section } from "../ui/Section";
import { momentText } from "../ui/time";
import { useUnheardCommitments } from "./forwarding";
import { useKeep } from "./queries";

/** Devices that asked whether they may delete, and could not be told. */
export function UnheardCommitments() {
  const { t, i18n } = useTranslation();
  const keep = useKeep();
  const unheard = useUnheardCommitments();
  const retry = useMutation({
    mutationFn: (id: string) =>
      keep(
        bodyOf(api.POST("/api/commitment-reports/{commitment_id}/retry", { params: { path: { commitment_id: id } } })),
      ),
  });
  return (
    <Section title={t("admin.forwardings.reports")}>
      <ProblemNote error={retry.error} />
      <Loaded query={unheard}>
        {(all) =>
          all.length === 0 ? (
            <Empty text={t("admin.forwardings.noReports")} />
          ) : (
            <Table verticalSpacing="xs" aria-label={t("admin.forwardings.reports")}>
              <Table.Tbody>
                {all.map((each) => (
                  <Table.Tr key={each.id}>
                    <Table.Td>
                      <bdi>{each.clinic_name}</bdi> {each.ae_title}
                      <Text size="xs" c="dimmed">
                        {t("admin.forwardings.asked")} {momentText(each.asked_at, i18n.language)} ·{" "}
                        {t("admin.forwardings.instances", { count: each.instances })}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      {each.detail}
                      <Text size="xs" c="dimmed">
                        {t("admin.forwardings.attempts", { count: each.attempts })}
                      </Text>
                    </Table.Td>
                    <Table.Td ta="right">
                      <Button
                        size="compact-sm"
                        variant="light"
                        loading={retry.isPending && retry.variables === each.id}
                        onClick={() => retry.mutate(each.id)}
                      >
                        {t("admin.forwardings.sendAgain")}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Loaded>
    </Section>
  );
}
