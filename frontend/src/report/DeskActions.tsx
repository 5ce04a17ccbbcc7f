import { Button, Group, Menu, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "../account/session";
import type { ReadingDetail } from "../api/types";
import { PatientLine } from "../study/PatientLine";
import { ProblemNote } from "../ui/ProblemNote";
import { isStarted } from "../worklist/hold";
import { claimReading, readingKey, resumeReading } from "../worklist/queries";
import { NextReading } from "../worklist/NextReading";
import type { HoldHere } from "../worklist/useHold";
import { offered, type Reasoned, signingOf } from "./deskActs";
import type { ReportText } from "./draft";
import type { Keeper } from "./keeper";
import { ReasonedAct } from "./ReasonedAct";
import classes from "./ReportPanel.module.css";
import { patiently } from "../ui/patiently";

/** Nobody signs before they have begun to read. */
const loadSignAct = () => import("./SignAct");
const RejectDialog = lazy(() =>
  patiently(() => import("../retake/RejectDialog")).then((module) => ({ default: module.RejectDialog })),
);
const SignAct = lazy(() => patiently(loadSignAct).then((module) => ({ default: module.SignAct })));

const MINOR = ["release", "pause", "reject", "cancel"] as const;

interface DeskActionsProps {
  reading: ReadingDetail;
  hold: HoldHere;
  unseen: number;
  words: ReportText | null;
  beforeSigning: Keeper<ReportText> | null;
}

/** The patient once more, beside the buttons that matter. Which buttons there are is the server's decision. */
export function DeskActions({ reading, hold, unseen, words, beforeSigning }: DeskActionsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const account = useAccount();
  const [open, setOpen] = useState<Reasoned | "reject" | "signing" | null>(null);
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: readingKey(reading.id) });
    void queries.invalidateQueries({ queryKey: ["readings"] });
  };
  const start = useMutation({ mutationFn: hold.start, onError: refresh });
  const claimAndStart = useMutation({
    mutationFn: async () => {
      await claimReading(reading.id);
      await hold.start();
    },
    onError: refresh,
  });
  const resume = useMutation({ mutationFn: () => resumeReading(reading.id), onSettled: refresh });

  const isHeldHere = hold.token !== null && !hold.isLost;
  useEffect(() => {
    if (isHeldHere) void patiently(loadSignAct);
  }, [isHeldHere]);
  const acts = offered(reading, isHeldHere);
  const signing = signingOf(reading, acts);
  const canStart = acts.has("start") && !isHeldHere;
  const isElsewhere = canStart && isStarted(reading) && reading.holder_id === account.id;
  const minor = MINOR.filter((act) => acts.has(act));
  useHotkeys([["mod+Enter", () => signing && words && setOpen("signing")]], []);

  const close = () => setOpen(null);
  const done = async (message: string) => {
    close();
    notifications.show({ message, color: "teal" });
    await refresh();
  };
  const startLabel = () => {
    if (isElsewhere) return t("worklist.action.continue");
    return reading.state === "review_offered" ? t("worklist.action.startReview") : t("worklist.action.start");
  };

  return (
    <footer className={classes.actions}>
      {isElsewhere && (
        <Text size="sm" mb={6}>
          {t("worklist.otherWindow")}
        </Text>
      )}
      <ProblemNote error={start.error ?? claimAndStart.error ?? resume.error} />
      <PatientLine patient={reading.patient} at={reading.study_date} />
      <Group justify="space-between" mt={6} gap="xs">
        {minor.length > 0 ? <MinorActs acts={minor} onChoose={setOpen} /> : <span />}
        <Group gap="xs">
          {acts.has("claim") && (
            <Button loading={claimAndStart.isPending} onClick={() => claimAndStart.mutate()}>
              {t("worklist.action.claim")}
            </Button>
          )}
          {acts.has("resume") && (
            <Button variant="light" loading={resume.isPending} onClick={() => resume.mutate()}>
              {t("worklist.action.resume")}
            </Button>
          )}
          {canStart && !acts.has("claim") && (
            <Button loading={start.isPending} onClick={() => start.mutate()}>
              {startLabel()}
            </Button>
          )}
          {acts.size === 0 && !hold.isLost && <NextReading after={reading.id} />}
          {acts.has("return") && (
            <Button variant="light" color="orange" onClick={() => setOpen("return")}>
              {t("report.return")}
            </Button>
          )}
          {signing && words && (
            <Button
              onClick={() => setOpen("signing")}
              title={t("report.signShortcut")}
              aria-keyshortcuts="Control+Enter"
            >
              {t(
                signing === "submit"
                  ? "report.submit"
                  : signing === "approve"
                    ? "report.signAndApprove"
                    : "report.sign",
              )}
            </Button>
          )}
        </Group>
      </Group>
      {open === "signing" && signing && words && hold.token !== null && (
        <Suspense fallback={null}>
          <SignAct
            signing={signing}
            reading={reading}
            token={hold.token}
            unseen={unseen}
            words={words}
            keeper={beforeSigning}
            onDone={(message) => {
              hold.letGo();
              void done(message);
            }}
            onClose={close}
          />
        </Suspense>
      )}
      {open === "reject" && hold.token !== null && (
        <Suspense fallback={null}>
          <RejectDialog
            reading={reading}
            token={hold.token}
            keeper={beforeSigning}
            onDone={() => {
              hold.letGo();
              void done(t("report.done.reject"));
            }}
            onClose={close}
          />
        </Suspense>
      )}
      {open !== null && open !== "reject" && open !== "signing" && (
        <ReasonedAct
          act={open}
          reading={reading}
          token={hold.token ?? reading.fencing_token}
          keeper={beforeSigning}
          onDone={() => {
            if (open !== "pause") hold.letGo();
            void done(t(`report.done.${open}`));
          }}
          onClose={close}
        />
      )}
    </footer>
  );
}

type Minor = (typeof MINOR)[number];

function MinorActs({ acts, onChoose }: { acts: readonly Minor[]; onChoose: (act: Minor) => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <Button variant="default" size="sm">
          {t("worklist.action.more")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item key={act} {...(act === "cancel" ? { color: "red" } : {})} onClick={() => onChoose(act)}>
            {t(`worklist.action.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
