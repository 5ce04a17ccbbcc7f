import { Alert, Button, Group, Text } from "@mantine/core";
import { useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingDetail } from "../../api/types";
import type { Keeper, KeeperView } from "../../report/keeper";
import { SaveNote } from "../../report/SaveNote";
import { sheetsOf } from "../sheets";
import { useEvidence, useKeyImages } from "./context";
import { type Evidence, onInstances } from "./evidence";
import classes from "./evidence.module.css";
import { KeyImageList } from "./KeyImageList";
import { MeasurementList } from "./MeasurementList";
import { placeNames } from "./places";
import { useDisplays } from "./queries";

/** On a page that is lower than this the text keeps all of the room until somebody asks for the lists. */
const LEAST_HEIGHT_PX = 600;

/** What the report points at, under its text: to go there, name it, take it away, or write it into the findings. */
export function EvidencePanel({ reading }: { reading: ReadingDetail }) {
  const { t } = useTranslation();
  const { desk, keeper, owner } = useEvidence();
  const drawn = useSyncExternalStore(desk.marks.subscribe, desk.marks.read);
  const chosen = useKeyImages();
  const view = useKeeperView(keeper);
  const [isShut, setShut] = useState<boolean | null>(null);
  const { marks, keyImages } = useMemo(() => {
    const instances = reading.studies.flatMap(({ series }) => series.flatMap((one) => one.instances));
    return onInstances({ marks: drawn, keyImages: chosen }, new Set(instances.map((one) => one.id)));
  }, [drawn, chosen, reading.studies]);
  const displays = useDisplays([...marks, ...keyImages].map((one) => one.instanceId));
  const names = useMemo(() => placeNames(sheetsOf(reading.studies)), [reading.studies]);
  const count = marks.length + keyImages.length;
  const isOpen = view?.theirs != null || !(isShut ?? (count === 0 || window.innerHeight < LEAST_HEIGHT_PX));
  const unsaved = keeper === null ? marks.filter((one) => !desk.marks.isFixed(one.id)).length : 0;
  const nameOfPlace = (instanceId: string, frame: number) => names(instanceId, frame, t);
  return (
    <section className={classes.panel} data-open={isOpen} aria-label={t("evidence.title")} data-testid="evidence">
      <button type="button" className={classes.toggle} aria-expanded={isOpen} onClick={() => setShut(isOpen)}>
        <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span>
        {t("evidence.title")}
        {count > 0 && <span>({count})</span>}
      </button>
      {isOpen && (
        <div className={classes.body}>
          {view?.theirs != null && keeper !== null && (
            <Conflict mine={view.value} theirs={view.theirs} onChoose={(which) => desk.choose(keeper, which)} />
          )}
          {owner !== null && count > 0 && (
            <Text size="sm" c="dimmed">
              {t("evidence.ofOther", { name: owner })}
              {keeper !== null && ` · ${t("evidence.yours")}`}
            </Text>
          )}
          {view?.isRestored === true && <Text size="sm">{t("evidence.restored")}</Text>}
          {unsaved > 0 && (
            <Text size="sm" c="orange.9">
              {t("evidence.unsaved", { count: unsaved })}
            </Text>
          )}
          {count === 0 && keeper === null && <Text size="sm">{t("evidence.none")}</Text>}
          {(keyImages.length > 0 || keeper !== null) && (
            <KeyImageList keyImages={keyImages} marks={marks} displays={displays} nameOfPlace={nameOfPlace} />
          )}
          {(marks.length > 0 || keeper !== null) && (
            <MeasurementList marks={marks} displays={displays} nameOfPlace={nameOfPlace} />
          )}
        </div>
      )}
      {view !== null && (count > 0 || view.state !== "saved") && (
        <Group justify="flex-end" px={10} py={2}>
          <SaveNote draft={view} of="evidence" />
        </Group>
      )}
    </section>
  );
}

const NOTHING = () => () => undefined;
const NO_VIEW = () => null;

function useKeeperView(keeper: Keeper<Evidence> | null): KeeperView<Evidence> | null {
  return useSyncExternalStore(keeper?.subscribe ?? NOTHING, keeper?.view ?? NO_VIEW);
}

interface ConflictProps {
  mine: Evidence;
  theirs: Evidence;
  onChoose: (which: "mine" | "theirs") => void;
}

function Conflict({ mine, theirs, onChoose }: ConflictProps) {
  const { t } = useTranslation();
  const counts = ({ marks, keyImages }: Evidence) => ({ marks: marks.length, keys: keyImages.length });
  return (
    <Alert color="orange" title={t("evidence.conflictTitle")} role="alert" p="xs">
      <Text size="sm">{t("evidence.conflictHint")}</Text>
      <Group gap="xs" mt={4} justify="space-between">
        <Text size="sm">{t("evidence.mine", counts(mine))}</Text>
        <Button size="xs" variant="default" onClick={() => onChoose("mine")}>
          {t("evidence.keepMine")}
        </Button>
      </Group>
      <Group gap="xs" mt={4} justify="space-between">
        <Text size="sm">{t("evidence.theirs", counts(theirs))}</Text>
        <Button size="xs" variant="default" onClick={() => onChoose("theirs")}>
          {t("evidence.takeTheirs")}
        </Button>
      </Group>
    </Alert>
  );
}
