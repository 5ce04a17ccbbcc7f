import { Alert, Anchor, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { AmendmentDetail } from "../api/types";
import { ReportWords } from "../report/ReportWords";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import classes from "./amendment.module.css";
import { AmendmentEditor } from "./AmendmentEditor";
import { DiffText } from "./DiffText";
import { EndActs } from "./EndActs";
import { isAmendment } from "./kinds";
import { amendmentKey, loadAmendment } from "./queries";
import { SignAmendment } from "./SignAmendment";

/** What follows a signed report, before it is signed itself: written by one person, approved by another. */
export function AmendmentPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const amendment = useQuery({ queryKey: amendmentKey(id), queryFn: () => loadAmendment(id) });
  return (
    <PageFrame title={t("amendment.title")} width={1200}>
      <Loaded query={amendment}>{(detail) => <Amendment amendment={detail} />}</Loaded>
    </PageFrame>
  );
}

function Amendment({ amendment }: { amendment: AmendmentDetail }) {
  const { t } = useTranslation();
  const { kind, state, actions } = amendment;
  const isWriting = actions.includes("save");
  return (
    <Card withBorder>
      <Stack gap="md">
        <div>
          <PatientLine patient={amendment.patient} size="page" />
          <Group gap="md" mt={4}>
            <ModalityMark modality={amendment.modality} bodyPart={amendment.body_part} />
            <Text size="sm" c="dimmed">
              <bdi>{amendment.clinic_name}</bdi>
            </Text>
            <Anchor component={Link} to={routes.report(amendment.newest_report_id)} size="sm">
              {t("amendment.openReport", { version: amendment.newest_version })}
            </Anchor>
            <Anchor component={Link} to={routes.reading(amendment.reading_id)} size="sm">
              {t("amendment.openPictures")}
            </Anchor>
          </Group>
        </div>
        <Text fw={600} size="lg">
          {isAmendment(kind) && t(`amendment.open.${kind}`)} · {t(`amendment.state.${state}`)} ·{" "}
          <bdi>{amendment.author_name}</bdi>
        </Text>
        {amendment.remark && state !== "signed" && (
          <Alert
            color="orange"
            p="xs"
            title={t(state === "abandoned" ? "amendment.abandonedBy" : "amendment.returnedBy", {
              name: amendment.remark_by_name ?? "",
            })}
          >
            <bdi>{amendment.remark}</bdi>
          </Alert>
        )}
        {isWriting ? <AmendmentEditor key={amendment.id} amendment={amendment} /> : <Reading amendment={amendment} />}
      </Stack>
    </Card>
  );
}

/** What a second person reads before they approve: the reason, what changes, and the whole of it. */
function Reading({ amendment }: { amendment: AmendmentDetail }) {
  const { t } = useTranslation();
  const [isSigning, setIsSigning] = useState(false);
  const { kind, before_findings, before_impression, whole_findings, whole_impression } = amendment;
  return (
    <>
      <Text>
        <b>{t("amendment.why")}</b> <bdi>{amendment.reason}</bdi>
      </Text>
      {kind !== "recall" && (
        <>
          <DiffText label={t("report.impression")} before={before_impression} after={whole_impression} />
          <DiffText label={t("report.findings")} before={before_findings} after={whole_findings} />
        </>
      )}
      <div className={classes.columns}>
        <div>
          <Text fw={600}>{t("amendment.before", { version: amendment.before_version })}</Text>
          <ReportWords words={{ findings: before_findings, impression: before_impression }} />
        </div>
        <div>
          <Text fw={600}>{t("amendment.after")}</Text>
          <ReportWords words={{ findings: whole_findings, impression: whole_impression }} />
        </div>
      </div>
      <Group justify="flex-end">
        <EndActs amendment={amendment} />
        {amendment.actions.includes("sign") && (
          <Button color={kind === "recall" ? "red" : "brand"} onClick={() => setIsSigning(true)}>
            {t("amendment.approve")}
          </Button>
        )}
      </Group>
      {isSigning && (
        <SignAmendment
          amendment={amendment}
          act="approve"
          revision={() => Promise.resolve(amendment.revision)}
          onClose={() => setIsSigning(false)}
        />
      )}
    </>
  );
}
