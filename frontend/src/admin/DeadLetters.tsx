import { Button, Table, Text } from "@mantine/core";
import { useMutation, type UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Empty, Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { Section } from "../ui/Section";
import { useKeep } from "./queries";

interface Letter {
  id: string;
  attempts: number;
}

/** What goes no further by itself: whose it is, why, and another try. */
export function DeadLetters<Each extends Letter>({
  title,
  none,
  letters,
  whose,
  why,
  sendAgain,
}: {
  title: string;
  none: string;
  letters: UseQueryResult<Each[]>;
  whose: (each: Each) => { name: ReactNode; more: ReactNode };
  why: (each: Each) => ReactNode;
  sendAgain: (id: string) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const keep = useKeep();
  const retry = useMutation({ mutationFn: (id: string) => keep(sendAgain(id)) });
  return (
    <Section title={title}>
      <ProblemNote error={retry.error} />
      <Loaded query={letters}>
        {(all) =>
          all.length === 0 ? (
            <Empty text={none} />
          ) : (
            <Table verticalSpacing="xs" aria-label={title}>
              <Table.Tbody>
                {all.map((each) => (
                  <Table.Tr key={each.id}>
                    <Table.Td>
                      {whose(each).name}
                      <Text size="xs" c="dimmed">
                        {whose(each).more}
                      </Text>
                    </Table.Td>
                    <Table.Td style={{ overflowWrap: "anywhere" }}>
                      {why(each)}
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
