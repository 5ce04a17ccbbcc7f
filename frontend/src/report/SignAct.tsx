import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { unreachable } from "../api/problem";
import type { ReadingDetail, SecondFactor } from "../api/types";
import { useEvidence } from "../viewer/evidence/context";
import { NO_VERDICT } from "../signing/change";
import { ReviewedChange } from "../signing/ReviewedChange";
import { type ReportText, sameText, TEXT } from "./draft";
import type { Keeper } from "./keeper";
import { signReading, submitReading } from "./queries";
import { useShownPictures } from "./shown";
import { SignDialog, type Signing } from "./SignDialog";

interface SignActProps {
  signing: Signing;
  reading: ReadingDetail;
  token: number;
  unseen: number;
  words: ReportText;
  keeper: Keeper<ReportText> | null;
  onDone: (message: string) => void;
  onClose: () => void;
}

/** Signs what the server has: everything typed and drawn is saved first, and nothing is signed unless all of it was. */
export function SignAct({ signing, reading, token, unseen, words, keeper, onDone, onClose }: SignActProps) {
  const { t } = useTranslation();
  const { keeper: marks } = useEvidence();
  const { onlyPreviews, tell } = useShownPictures();
  const [verdict, setVerdict] = useState(NO_VERDICT);
  const authored = reading.submission;
  const isChanged = signing === "approve" && authored !== null && !sameText(TEXT.pick(authored), TEXT.pick(words));
  const sign = useMutation({
    mutationFn: async (second_factor: SecondFactor) => {
      for (const one of [keeper, marks]) {
        if (one !== null && !(await one.flush())) throw one.view().error ?? unreachable();
      }
      await tell();
      const proof = {
        fencing_token: token,
        revision: keeper?.revision() ?? null,
        evidence_revision: marks?.revision() ?? null,
        second_factor,
      };
      await (signing === "submit"
        ? submitReading(reading.id, proof)
        : signReading(reading.id, isChanged ? { ...proof, ...verdict } : proof));
      keeper?.finish();
      marks?.finish();
    },
    onSuccess: () => onDone(t(signing === "submit" ? "report.submitted" : "report.signed")),
  });
  return (
    <SignDialog
      signing={signing}
      reading={reading}
      unseen={unseen}
      onlyPreviews={onlyPreviews}
      words={words}
      isPending={sign.isPending}
      error={sign.error}
      onConfirm={(factor) => sign.mutate(factor)}
      onClose={onClose}
    >
      {isChanged && (
        <ReviewedChange
          readingId={reading.id}
          before={authored}
          after={words}
          save={async () => keeper?.flush() ?? true}
          verdict={verdict}
          onVerdict={setVerdict}
        />
      )}
    </SignDialog>
  );
}
