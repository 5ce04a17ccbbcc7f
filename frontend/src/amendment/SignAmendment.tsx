import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { AmendmentDetail, SecondFactor as Factor } from "../api/types";
import { routes } from "../routes";
import { isFactorRefused } from "../signing/factor";
import { type Meaning, SecondFactor } from "../signing/SecondFactor";
import { useSecondFactor } from "../signing/useSecondFactor";
import { PatientLine } from "../study/PatientLine";
import { ProblemNote } from "../ui/ProblemNote";
import { useReturnFocus } from "../ui/useReturnFocus";
import { isAmendment } from "./kinds";
import { AMENDMENTS_KEY, signAmendment, submitAmendment } from "./queries";

export type Act = "submit" | "approve" | "both";

const MEANINGS: Readonly<Record<Act, Meaning>> = {
  submit: "authored",
  approve: "reviewed_and_approved",
  both: "authored_and_approved",
};

interface SignAmendmentProps {
  amendment: AmendmentDetail;
  act: Act;
  /** Saves what is on the page and says which revision that is: nothing else is signed. */
  revision: () => Promise<number>;
  onClose: () => void;
}

/** The last look before an amendment is signed: whose report it changes, and how. */
export function SignAmendment({ amendment, act, revision, onClose }: SignAmendmentProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const entry = useSecondFactor();
  useReturnFocus();
  const sign = useMutation({
    mutationFn: async (factor: Factor) => {
      const shown = await revision();
      return (act === "submit" ? submitAmendment : signAmendment)(amendment.id, shown, factor);
    },
    onSuccess: async (signed) => {
      await queries.invalidateQueries({ queryKey: AMENDMENTS_KEY });
      void queries.invalidateQueries({ queryKey: ["report"] });
      void queries.invalidateQueries({ queryKey: ["verify-tasks"] });
      notifications.show({ message: t(`amendment.done.${act}`), color: "teal" });
      onClose();
      if (signed.report_id) void navigate(routes.report(signed.report_id));
    },
  });
  const { given } = entry;
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (given !== null && !sign.isPending) sign.mutate(given);
  };
  const { kind } = amendment;
  const title = isAmendment(kind) ? t(`amendment.open.${kind}`) : "";
  return (
    <Modal opened onClose={onClose} size="lg" centered title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
      <Stack gap="sm" component="form" onSubmit={confirm}>
        <Text size="sm">{t(`amendment.meaning.${act}`)}</Text>
        <Alert color={kind === "recall" ? "red" : "brand"} variant="light" p="sm">
          <PatientLine patient={amendment.patient} size="page" />
          <Text>
            {t("report.forClinic")}{" "}
            <b>
              <bdi>{amendment.clinic_name}</bdi>
            </b>
          </Text>
        </Alert>
        <ProblemNote error={isFactorRefused(sign.error) ? null : sign.error} />
        <SecondFactor meaning={MEANINGS[act]} entry={entry} error={sign.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" color={kind === "recall" ? "red" : "brand"} loading={sign.isPending} disabled={given === null}>
            {t(`amendment.confirm.${act}`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
