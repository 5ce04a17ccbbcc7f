import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ReadingDetail, ReturnReason } from "../api/types";
import { ReturnDialog } from "../signing/ReturnDialog";
import { ReasonDialog } from "../ui/ReasonDialog";
import { useEvidence } from "../viewer/evidence/context";
import { doReasoned, type Reasoned } from "./deskActs";
import type { ReportText } from "./draft";
import type { Keeper } from "./keeper";
import { returnReading } from "./queries";

interface Why {
  /** Of a return alone. */
  code: ReturnReason;
  reason: string;
}

interface ReasonedActProps {
  act: Reasoned;
  reading: ReadingDetail;
  /** Null for an administrator, who holds nothing. */
  token: number | null;
  keeper: Keeper<ReportText> | null;
  onDone: () => void;
  onClose: () => void;
}

/** Asks for the reason and does it. What was typed and drawn is saved first: it stays with its author. */
export function ReasonedAct({ act, reading, token, keeper, onDone, onClose }: ReasonedActProps) {
  const { t } = useTranslation();
  const { keeper: marks } = useEvidence();
  const run = useMutation({
    mutationFn: async ({ code, reason }: Why) => {
      await keeper?.flush();
      await marks?.flush();
      if (act === "return") await returnReading(reading.id, token ?? 0, code, reason);
      else await doReasoned(act, reading.id, token, reason);
    },
    onSuccess: onDone,
  });
  if (act === "return") {
    return (
      <ReturnDialog
        isPending={run.isPending}
        error={run.error}
        onConfirm={(code, reason) => run.mutate({ code, reason })}
        onClose={onClose}
      />
    );
  }
  const title = t(`worklist.action.${act}`);
  return (
    <ReasonDialog
      title={title}
      question={t(`worklist.reasonOf.${act}`)}
      confirm={title}
      isDangerous={act === "cancel"}
      isPending={run.isPending}
      error={run.error}
      onConfirm={(reason) => run.mutate({ code: "other", reason })}
      onClose={onClose}
    />
  );
}
