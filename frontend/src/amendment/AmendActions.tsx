import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { ReportDetail, ReportKind } from "../api/types";
import { reportKey } from "../report/queries";
import { routes } from "../routes";
import { ReasonDialog } from "../ui/ReasonDialog";
import { AMENDMENTS_KEY, openAmendment } from "./queries";
import { isAmendment } from "./kinds";

/** What a signer may do about a report that is signed: say more, correct it, take it back. */
export function AmendActions({ report }: { report: ReportDetail }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ReportKind | null>(null);
  const { open_id, kinds } = report.amending;
  if (open_id) {
    return (
      <Button component={Link} to={routes.amendment(open_id)} variant="light" color="orange">
        {t("amendment.goOn")}
      </Button>
    );
  }
  return (
    <Group gap="xs">
      {kinds.filter(isAmendment).map((each) => (
        <Button
          key={each}
          size="xs"
          variant={each === "recall" ? "outline" : "light"}
          color={each === "recall" ? "red" : "brand"}
          onClick={() => setKind(each)}
        >
          {t(`amendment.open.${each}`)}
        </Button>
      ))}
      {kind && isAmendment(kind) && <OpenDialog report={report} kind={kind} onClose={() => setKind(null)} />}
    </Group>
  );
}

interface OpenDialogProps {
  report: ReportDetail;
  kind: Exclude<ReportKind, "final">;
  onClose: () => void;
}

function OpenDialog({ report, kind, onClose }: OpenDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: (reason: string) => openAmendment(report.id, kind, reason),
    onSuccess: (opened) => {
      void queries.invalidateQueries({ queryKey: reportKey(report.id) });
      void queries.invalidateQueries({ queryKey: AMENDMENTS_KEY });
      void navigate(routes.amendment(opened.id));
    },
  });
  return (
    <ReasonDialog
      title={t(`amendment.open.${kind}`)}
      question={t(`amendment.reasonOf.${kind}`)}
      confirm={t("amendment.begin")}
      isDangerous={kind === "recall"}
      isPending={open.isPending}
      error={open.error}
      onConfirm={(reason) => open.mutate(reason)}
      onClose={onClose}
    />
  );
}
