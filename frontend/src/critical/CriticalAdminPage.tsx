import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LIVE_MS } from "../api/queries";
import { Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { Section } from "../ui/Section";
import { adminKey, loadCounts } from "./adminQueries";
import { CriteriaEditor } from "./CriteriaEditor";
import { Notices } from "./Notices";
import { PlanEditor } from "./PlanEditor";
import { Robots } from "./Robots";

/** What is critical, who is called, and by which ways notices go. */
export function CriticalAdminPage() {
  const { t } = useTranslation();
  const counts = useQuery({ queryKey: adminKey("counts"), queryFn: loadCounts, refetchInterval: LIVE_MS });
  return (
    <PageFrame title={t("critical.admin.title")} width={1200}>
      <Stack>
        <Section title={t("critical.admin.counts")}>
          <Loaded query={counts}>
            {({ unconfirmed, escalated, confirmed, acted_on, dead_notices }) => (
              <>
                <Text>
                  {t("critical.admin.countsText", { unconfirmed, escalated, confirmed, acted: acted_on })}
                </Text>
                {dead_notices > 0 && (
                  <Text c="red.8">{t("critical.admin.deadNotices", { count: dead_notices })}</Text>
                )}
              </>
            )}
          </Loaded>
        </Section>
        <PlanEditor />
        <Robots />
        <Notices />
        <CriteriaEditor />
      </Stack>
    </PageFrame>
  );
}
