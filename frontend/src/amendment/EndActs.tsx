import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AmendmentDetail } from "../api/types";
import { ReasonDialog } from "../ui/ReasonDialog";
import { abandonAmendment, AMENDMENTS_KEY, returnAmendment } from "./queries";

const ACTS = { abandon: abandonAmendment, return: returnAmendment } as const;

/** To give an amendment back to its author, or to end it; both say why. */
export function EndActs({ amendment }: { amendment: AmendmentDetail }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [act, setAct] = useState<keyof typeof ACTS | null>(null);
  const run = useMutation({
    mutationFn: async (reason: string) => {
      if (act) await ACTS[act](amendment.id, amendment.revision, reason);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: AMENDMENTS_KEY });
      void queries.invalidateQueries({ queryKey: ["report"] });
      setAct(null);
    },
  });
  return (
    <>
      {(["abandon", "return"] as const)
        .filter((each) => amendment.actions.includes(each))
        .map((each) => (
          <Button key={each} variant="default" onClick={() => setAct(each)}>
            {t(`amendment.${each}`)}
          </Button>
        ))}
      {act && (
        <ReasonDialog
          title={t(`amendment.${act}`)}
          question={t(`amendment.reasonOf.${act}`)}
          confirm={t(`amendment.${act}`)}
          isDangerous={act === "abandon"}
          isPending={run.isPending}
          error={run.error}
          onConfirm={(reason) => run.mutate(reason)}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}
