import { ActionIcon, Button } from "@mantine/core";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { InstanceDisplay } from "../display";
import { IconBin } from "../icons";
import type { Measurement } from "../measurement";
import { useEvidence } from "./context";
import classes from "./evidence.module.css";
import { Insert } from "./Insert";
import { findingOf, nameOf, valuesOf } from "./values";

interface MeasurementListProps {
  marks: readonly Measurement[];
  displays: ReadonlyMap<string, InstanceDisplay>;
  nameOfPlace: (instanceId: string, frame: number) => string;
}

const LONGEST_NAME = 80;

export function MeasurementList({ marks, displays, nameOfPlace }: MeasurementListProps) {
  const { t } = useTranslation();
  const { desk } = useEvidence();
  useSyncExternalStore(desk.regions.subscribe, desk.regions.version);
  return (
    <>
      <h3 className={classes.head}>{t("evidence.measurements")}</h3>
      {marks.length === 0 && <p className={classes.where}>{t("evidence.noMeasurements")}</p>}
      <ul className={classes.list} aria-label={t("evidence.measurements")}>
        {marks.map((one) => {
          const display = displays.get(one.instanceId);
          const statistics = desk.regions.read(one);
          return (
            <Line
              key={one.id}
              one={one}
              values={display === undefined ? [] : valuesOf(one, { display, all: marks, statistics, t })}
              where={nameOfPlace(one.instanceId, one.frame)}
            />
          );
        })}
      </ul>
    </>
  );
}

function Line({ one, values, where }: { one: Measurement; values: readonly string[]; where: string }) {
  const { t } = useTranslation();
  const { desk } = useEvidence();
  const [isNaming, setNaming] = useState(false);
  const name = nameOf(one, t);
  const spoken = [name, ...values].join(" ");
  const isFixed = desk.marks.isFixed(one.id);
  return (
    <li className={classes.item} data-testid="listed-measurement">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t("evidence.goTo", { name: spoken })}
        onClick={() => desk.go({ instanceId: one.instanceId, frame: one.frame, markId: one.id })}
      >
        {t("evidence.go")}
      </Button>
      <div className={classes.what}>
        {isNaming ? (
          <Naming
            name={one.text}
            onName={(text) => {
              if (text !== null) desk.marks.change(one.id, { text });
              setNaming(false);
            }}
          />
        ) : (
          <>
            <bdi>{name}</bdi> <b className={classes.value}>{values.join(t("evidence.between"))}</b>
          </>
        )}
        <div className={classes.where}>{where}</div>
      </div>
      <div className={classes.acts}>
        <Insert name={spoken} text={findingOf(one, values, t)} />
        {!isFixed && !isNaming && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t("evidence.renameOf", { name: spoken })}
            onClick={() => setNaming(true)}
          >
            {t("evidence.rename")}
          </Button>
        )}
        {!isFixed && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("evidence.removeOf", { name: spoken })}
            onClick={() => desk.marks.remove(one.id)}
          >
            <IconBin />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}

function Naming({ name, onName }: { name: string; onName: (name: string | null) => void }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onName(given.trim());
  };
  return (
    <form onSubmit={submit}>
      <input
        className={classes.note}
        aria-label={t("evidence.name")}
        autoFocus
        maxLength={LONGEST_NAME}
        value={given}
        onChange={(event) => setGiven(event.currentTarget.value)}
        onBlur={() => onName(given.trim())}
        onKeyDown={(event) => event.key === "Escape" && onName(null)}
      />
    </form>
  );
}
