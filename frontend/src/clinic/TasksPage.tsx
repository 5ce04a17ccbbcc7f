import { Card, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAccount } from "../account/session";
import { LIVE_MS } from "../api/queries";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { DiscrepancyCard } from "./DiscrepancyCard";
import { DoubtfulNames } from "./DoubtfulNames";
import { loadDiscrepancies } from "./queries";
import { Retakes, WaitingForUs } from "./Retakes";

/** What only a person can decide: retakes to make, names to check, contradictions to settle. */
export function TasksPage() {
  const { t } = useTranslation();
  const account = useAccount();
  const tasks = useQuery({ queryKey: ["discrepancies"], queryFn: loadDiscrepancies, refetchInterval: LIVE_MS });
  return (
    <PageFrame title={t("clinic.tasks.title")} width={1000}>
      <Stack gap="lg">
        {account.clinic_id !== null && <WaitingForUs />}
        {account.clinic_id !== null && <Retakes />}
        {account.clinic_id !== null && <DoubtfulNames />}
        <section aria-labelledby="discrepancies">
          <Title order={2} size="h5" mb="xs" id="discrepancies">
            {t("clinic.tasks.discrepancies")}
          </Title>
          <Loaded query={tasks}>
            {(all) => {
              const open = all.filter((task) => task.resolved_at === null);
              return open.length === 0 ? (
                <Card withBorder p={0}>
                  <Empty text={t("clinic.tasks.none")} hint={t("clinic.tasks.noneHint")} />
                </Card>
              ) : (
                <Stack gap="sm">
                  {open.map((task) => (
                    <DiscrepancyCard key={task.id} task={task} isClinicShown={account.clinic_id === null} />
                  ))}
                </Stack>
              );
            }}
          </Loaded>
        </section>
      </Stack>
    </PageFrame>
  );
}
