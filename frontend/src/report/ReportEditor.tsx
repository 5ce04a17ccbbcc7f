import { Alert, Group, Textarea } from "@mantine/core";
import { getHotkeyHandler } from "@mantine/hooks";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "../account/session";
import type { ReadingDetail } from "../api/types";
import { usePhraseKeys } from "../templates/usePhraseKeys";
import { EvidencePanel } from "../viewer/evidence/EvidencePanel";
import { patiently } from "../ui/patiently";
import { DeskActions } from "./DeskActions";
import { DraftConflict } from "./DraftConflict";
import type { Keeper, KeeperView } from "./keeper";
import type { ReportText } from "./draft";
import { appended, offerInsertion } from "./insertion";
import classes from "./ReportPanel.module.css";
import type { ReportPanelProps } from "./panel";
import { Returns } from "./Returns";
import { SaveNote } from "./SaveNote";
import { useDraft } from "./useDraft";

const CriticalQuestion = lazy(() =>
  patiently(() => import("../critical/CriticalQuestion")).then((module) => ({ default: module.CriticalQuestion })),
);

const WritingTools = lazy(() =>
  patiently(() => import("../templates/WritingTools")).then((module) => ({ default: module.WritingTools })),
);

export function ReportEditor({ reading, hold, unseen }: ReportPanelProps) {
  const account = useAccount();
  const [draft, keeper] = useDraft(reading, account.id, hold.token ?? 0);
  const { isLost } = hold;

  useEffect(() => {
    if (isLost) keeper.lose();
  }, [isLost, keeper]);
  useEffect(
    () =>
      offerInsertion((text) => {
        const { state, value: before } = keeper.view();
        if (state === "lost" || state === "conflict") return false;
        keeper.type({ findings: appended(before.findings, text) });
        return true;
      }),
    [keeper],
  );

  return (
    <div className={classes.panel} data-report>
      <div className={classes.editor}>
        <Returns reading={reading} />
        {draft.theirs ? (
          <DraftConflict mine={draft.value} theirs={draft.theirs} onChoose={keeper.choose} />
        ) : (
          <Fields reading={reading} draft={draft} keeper={keeper} />
        )}
      </div>
      <EvidencePanel reading={reading} />
      <DeskActions
        reading={reading}
        hold={hold}
        unseen={unseen}
        words={draft.theirs ? null : draft.value}
        beforeSigning={keeper}
      />
    </div>
  );
}

interface FieldsProps {
  reading: ReadingDetail;
  draft: KeeperView<ReportText>;
  keeper: Keeper<ReportText>;
}

function Fields({ reading, draft, keeper }: FieldsProps) {
  const { t } = useTranslation();
  const [isNoteOpen, setIsNoteOpen] = useState(true);
  const isReadOnly = draft.state === "lost";
  const [typedIn, phraseKeys] = usePhraseKeys(reading.modality, isReadOnly);
  const saveNow = getHotkeyHandler([["mod+S", () => void keeper.flush()]]);
  return (
    <>
      {draft.isRestored && isNoteOpen && (
        <Alert
          color="teal"
          p="xs"
          withCloseButton
          closeButtonLabel={t("common.close")}
          onClose={() => setIsNoteOpen(false)}
        >
          {t("report.restored")}
        </Alert>
      )}
      {!isReadOnly && (
        <Suspense fallback={null}>
          <WritingTools reading={reading} text={draft.value} keeper={keeper} field={typedIn} />
        </Suspense>
      )}
      <Textarea
        className={`${classes.field} ${classes.findings}`}
        {...phraseKeys}
        label={t("report.findings")}
        placeholder={t("report.findingsHint")}
        value={draft.value.findings}
        onChange={(event) => keeper.type({ findings: event.currentTarget.value })}
        onKeyDown={saveNow}
        readOnly={isReadOnly}
        dir="auto"
        autoFocus
      />
      <Textarea
        className={`${classes.field} ${classes.impression}`}
        {...phraseKeys}
        label={t("report.impression")}
        placeholder={t("report.impressionHint")}
        value={draft.value.impression}
        onChange={(event) => keeper.type({ impression: event.currentTarget.value })}
        onKeyDown={saveNow}
        readOnly={isReadOnly}
        dir="auto"
      />
      <Suspense fallback={null}>
        <CriticalQuestion
          readingId={reading.id}
          answer={draft.value.critical ?? null}
          onAnswer={(critical) => keeper.type({ critical })}
          isReadOnly={isReadOnly}
        />
      </Suspense>
      <Group justify="flex-end">
        <SaveNote draft={draft} />
      </Group>
    </>
  );
}
