import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { type FormEvent, type ReactNode, lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingDetail, SecondFactor as Factor } from "../api/types";
import { isFactorRefused } from "../signing/factor";
import { type Meaning, SecondFactor } from "../signing/SecondFactor";
import { useSecondFactor } from "../signing/useSecondFactor";
import { ModalityMark } from "../study/ModalityMark";
import { PatientLine } from "../study/PatientLine";
import { isNameDoubtful } from "../study/patient";
import { IconAlert } from "../ui/icons";
import { ProblemNote } from "../ui/ProblemNote";
import { dateText } from "../ui/time";
import { useEvidence } from "../viewer/evidence/context";
import type { ReportText } from "./draft";
import { ReportWords } from "./ReportWords";
import { patiently } from "../ui/patiently";

const Contradictions = lazy(() =>
  patiently(() => import("../templates/Contradictions")).then((module) => ({ default: module.Contradictions })),
);

export type Signing = "submit" | "approve" | "both";

interface SignDialogProps {
  signing: Signing;
  reading: ReadingDetail;
  unseen: number;
  /** Of how many only a preview was seen; nobody signs for those. */
  onlyPreviews: number;
  words: ReportText;
  isPending: boolean;
  error: unknown;
  onConfirm: (factor: Factor) => void;
  onClose: () => void;
  /** What else belongs to what is signed. */
  children?: ReactNode;
}

const MEANINGS: Readonly<Record<Signing, Meaning>> = {
  submit: "authored",
  approve: "reviewed_and_approved",
  both: "authored_and_approved",
};

/** The last look before a signature: whose report this is, where it goes and what it says. */
export function SignDialog({ signing, reading, unseen,
  onlyPreviews, words, isPending, error, onConfirm, onClose, children }: SignDialogProps) {
  const { t } = useTranslation();
  const { marks, keyImages } = useEvidence().desk.read();
  const isSubmission = signing === "submit";
  const meaning = { submit: "submitMeaning", approve: "approveMeaning", both: "bothMeaning" } as const;
  const isBlank = words.impression.trim() === "";
  const entry = useSecondFactor();
  const [hasLooked, setLooked] = useState(false);
  const { given } = entry;
  const isUnanswered = signing !== "approve" && !words.critical;
  const isReady = !isBlank && !isUnanswered && onlyPreviews === 0 && hasLooked && given !== null;
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !isPending) onConfirm(given);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      centered
      title={isSubmission ? t("report.submitTitle") : t("report.signTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="sm" component="form" onSubmit={confirm}>
        <Text size="sm">{t(`report.${meaning[signing]}`)}</Text>
        <Alert color="brand" variant="light" p="sm">
          <Stack gap={4}>
            <PatientLine patient={reading.patient} at={reading.study_date} size="page" />
            <Group gap="md">
              <ModalityMark modality={reading.modality} bodyPart={reading.body_part} />
              {reading.studies.map((study) => (
                <Text key={study.id} size="sm" c="dimmed">
                  {dateText(study.study_date)} <bdi>{study.accession_number}</bdi>
                </Text>
              ))}
            </Group>
            <Text>
              {t("report.forClinic")}{" "}
              <b>
                <bdi>{reading.clinic_name}</bdi>
              </b>
            </Text>
          </Stack>
        </Alert>
        <Stack gap={6} mah="36vh" style={{ overflowY: "auto" }}>
          <ReportWords words={words} />
          {marks.length + keyImages.length > 0 && (
            <Text size="sm">{t("evidence.signed", { marks: marks.length, keys: keyImages.length })}</Text>
          )}
        </Stack>
        <Suspense fallback={null}>
          <Contradictions readingId={reading.id} words={words} onLooked={setLooked} />
        </Suspense>
        {children}
        {isNameDoubtful(reading.patient.name_standing) && (
          <Alert color="orange" icon={<IconAlert />} p="xs">
            {t("report.nameDoubtful")}
          </Alert>
        )}
        {onlyPreviews > 0 && (
          <Alert color="red" icon={<IconAlert />} p="xs">
            {t("report.onlyPreviews", { count: onlyPreviews })}
          </Alert>
        )}
        {unseen > 0 && (
          <Alert color="orange" icon={<IconAlert />} p="xs">
            {t("report.unseen", { count: unseen })}
          </Alert>
        )}
        {isUnanswered && (
          <Alert color="red" icon={<IconAlert />} p="xs">
            {t("critical.unanswered")}
          </Alert>
        )}
        {isBlank && (
          <Alert color="orange" icon={<IconAlert />} p="xs">
            {t("report.blankImpression")}
          </Alert>
        )}
        <ProblemNote error={isFactorRefused(error) ? null : error} />
        <SecondFactor meaning={MEANINGS[signing]} entry={entry} error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={isPending} disabled={!isReady}>
            {isSubmission ? t("report.confirmSubmit") : t("report.confirmSign")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
