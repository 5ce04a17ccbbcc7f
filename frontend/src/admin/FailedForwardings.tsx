import { Button, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import { Empty, Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { Section } from "../ui/Section";
import { momentText } from "../ui/time";
import { reasonText, useFailedForwardings } from "./forwarding";
import { useKeep } from "./queries";

/** What goes no further by itself, with its reason and another try. */
export function FailedForwardings() {
  const { t, i18n } = useTranslation();
  const keep = useKeep();
  const failed = useFailedForwardings();
  const retry = useMutation({
    mutationFn: (id: string) =>
      keep(bodyOf(api.POST("/api/forwardings/{forwarding_id}/retry", { params: { path: { forwarding_id: id } } }))),
  });
  return (
    <Section title={t("admin.forwardings.failures")}>
      <ProblemNote error={retry.error} />
      <Loaded query={failed}>
        {(all) =>
          all.length === 0 ? (
            <Empty text={t("admin.forwardings.noFailures")} />
          ) : (
            <Table verticalSpacing="xs" aria-label={t("admin.forwardings.failures")}>
              <Table.Tbody>
                {all.map((each) => (
                  <Table.Tr key={each.id}>
                    <Table.Td>
                      <bdi>{each.clinic_name}</bdi> {each.modality}
                      <Text size="xs" c="dimmed">
                        {momentText(each.queued_at, i18n.language)} · <bdi>{each.destination_name}</bdi>
                      </Text>
                    </Table.Td>
                    <Table.Td style={{ overflowWrap: "anywhere" }}>
                      {reasonText(each, i18n.language)}
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
