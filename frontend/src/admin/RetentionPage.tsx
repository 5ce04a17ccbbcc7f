import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { Section } from "../ui/Section";
import { AgedStudies } from "./AgedStudies";
import { Deletions } from "./Deletions";
import { Holds } from "./Holds";
import { KeepingState } from "./KeepingState";
import { useAgedStudy, useDeletions, useDue, useKeeping, useStudyHolds } from "./queries";
import { RetentionYears } from "./RetentionYears";

/** How the archive is kept: what is due to go, what two persons deleted, what is held, and how sound the rest is. */
export function RetentionPage() {
  const { t } = useTranslation();
  const [parameters] = useSearchParams();
  const chosen = parameters.get("study");
  const keeping = useKeeping();
  const due = useDue();
  const deletions = useDeletions();
  const holds = useStudyHolds();
  return (
    <PageFrame title={t("admin.retention.title")} width={1400}>
      <Stack>
        {chosen && <ChosenStudy id={chosen} />}
        <Section title={t("admin.retention.deletions")} hint={t("admin.retention.deletionsHint")}>
          <Loaded query={deletions}>{(lines) => <Deletions lines={lines} />}</Loaded>
        </Section>
        <Section title={t("admin.retention.due")} hint={t("admin.retention.dueHint")}>
          <Loaded query={due}>
            {(studies) =>
              studies.length === 0 ? (
                <Empty text={t("admin.retention.noneDue")} />
              ) : (
                <AgedStudies label={t("admin.retention.due")} studies={studies} />
              )
            }
          </Loaded>
        </Section>
        <Section title={t("admin.retention.holds")} hint={t("admin.retention.holdsHint")}>
          <Loaded query={holds}>{(lines) => <Holds lines={lines} />}</Loaded>
        </Section>
        <Section title={t("admin.retention.keeping")}>
          <Loaded query={keeping}>{(found) => <KeepingState keeping={found} />}</Loaded>
        </Section>
        <RetentionYears />
      </Stack>
    </PageFrame>
  );
}

function ChosenStudy({ id }: { id: string }) {
  const { t } = useTranslation();
  const study = useAgedStudy(id);
  return (
    <Section title={t("admin.retention.chosen")}>
      <Loaded query={study}>
        {(found) => <AgedStudies label={t("admin.retention.chosen")} studies={[found]} />}
      </Loaded>
    </Section>
  );
}
