import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import { LIVE_MS } from "../api/queries";
import type { Overview } from "../api/types";
import { routes } from "../routes";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { Section } from "../ui/Section";
import { StepFlow } from "../ui/StepFlow";
import { Attention, Warning } from "./Attention";
import { KeepingState } from "./KeepingState";
import { LimitedSites } from "./LimitedSites";
import { ObjectsWrong } from "./ObjectsWrong";
import { useKeeping } from "./queries";
import { LateReadings, WithoutSpecialist } from "./StuckReadings";
import { Undelivered } from "./Undelivered";

const WAY = [
  "receiving",
  "without_reading",
  "awaiting",
  "assigned",
  "in_progress",
  "submitted",
  "review_offered",
  "in_review",
  "signed",
  "delivered",
  "acknowledged",
  "rejected",
  "cancelled",
] as const;

/** Where the studies are, and what goes no further by itself. */
export function OverviewPage() {
  const { t } = useTranslation();
  const overview = useQuery({
    queryKey: ["overview"],
    queryFn: () => bodyOf(api.GET("/api/overview")),
    refetchInterval: LIVE_MS,
  });
  return (
    <PageFrame title={t("admin.overview.title")} width={1400}>
      <Loaded query={overview}>{(found) => <OverviewShown overview={found} />}</Loaded>
    </PageFrame>
  );
}

function OverviewShown({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const steps = WAY.map((id) => ({
    id,
    label: t(`admin.overview.step.${id}`),
    count: overview.studies_by_step[id] ?? 0,
  }));
  return (
    <Stack>
      <Section title={t("admin.overview.byStep")}>
        <StepFlow label={t("admin.overview.byStep")} steps={steps} />
      </Section>
      <Attention />
      {overview.discrepancies_open > 0 && (
        <Warning
          text={t("admin.overview.discrepanciesOpen", { count: overview.discrepancies_open })}
          to={routes.tasks}
          action={t("admin.overview.toTasks")}
        />
      )}
      {overview.reports_without_route > 0 && (
        <Warning
          text={t("admin.overview.withoutRoute", { count: overview.reports_without_route })}
          to={routes.clinics}
          action={t("nav.clinics")}
        />
      )}
      {overview.objects_wrong.length > 0 && (
        <Section title={t("admin.overview.objectsWrong")}>
          <ObjectsWrong objects={overview.objects_wrong} />
        </Section>
      )}
      {overview.limited_sites.length > 0 && (
        <Section title={t("admin.overview.limitedSites")} hint={t("admin.overview.limitedSitesHint")}>
          <LimitedSites sites={overview.limited_sites} />
        </Section>
      )}
      {overview.escalated.length > 0 && (
        <Section title={t("admin.overview.escalated")}>
          <LateReadings readings={overview.escalated} />
        </Section>
      )}
      {overview.for_coordinator.length > 0 && (
        <Section title={t("admin.overview.forCoordinator")}>
          <LateReadings readings={overview.for_coordinator} />
        </Section>
      )}
      <Section title={t("admin.overview.withoutSpecialist")}>
        {overview.without_specialist.length === 0 ? (
          <Empty text={t("admin.overview.noneWithout")} />
        ) : (
          <WithoutSpecialist stuck={overview.without_specialist} />
        )}
      </Section>
      <Section title={t("admin.overview.undelivered")}>
        {overview.undelivered.length === 0 ? (
          <Empty text={t("admin.overview.noneUndelivered")} />
        ) : (
          <Undelivered deliveries={overview.undelivered} />
        )}
      </Section>
      <Keeping />
    </Stack>
  );
}

function Keeping() {
  const { t } = useTranslation();
  const keeping = useKeeping();
  return (
    <Section title={t("admin.retention.keeping")}>
      <Loaded query={keeping}>{(found) => <KeepingState keeping={found} />}</Loaded>
    </Section>
  );
}
