import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconNext, IconPrevious } from "../viewer/icons";
import { ToolButton } from "../viewer/ToolButton";
import shared from "../viewer/viewer.module.css";
import { CalibrationDialog } from "./CalibrationDialog";
import classes from "./ecg.module.css";
import { type LayoutName, layoutsFor, pagesOf } from "./layout";
import { GAINS_MM_PER_MV, type Scale, SPEEDS_MM_PER_S } from "./scale";
import type { useScreenSize } from "./useScreenSize";
import { durationOf, type Waveform } from "./waveform";

export interface Settings {
  group: number;
  layout: LayoutName;
  page: number;
  scale: Scale;
  /** Scaled to the width at hand; otherwise a millimetre is a millimetre. Null until the reader chooses. */
  isFitted: boolean | null;
}

interface EcgToolbarProps {
  waveform: Waveform;
  settings: Settings;
  onChange: (settings: Settings) => void;
  screen: ReturnType<typeof useScreenSize>;
  isFitted: boolean;
}

/** How the paper runs: layout, speed, gain, page; and whether its millimetres are true. */
export function EcgToolbar({ waveform, settings, isFitted, onChange, screen }: EcgToolbarProps) {
  const { t } = useTranslation();
  const [isCalibrating, setCalibrating] = useState(false);
  const { groups } = waveform;
  const group = groups[settings.group]!;
  const pages = pagesOf(durationOf(group)).length;
  const set = (part: Partial<Settings>) => onChange({ ...settings, ...part });
  const chooseGroup = (at: number) => {
    const layouts = layoutsFor(groups[at]!.channels);
    set({ group: at, page: 0, layout: layouts.includes(settings.layout) ? settings.layout : layouts[0]! });
  };
  return (
    <div className={shared.bar} role="toolbar" aria-label={t("ecg.tools")}>
      <Choice
        label={t("ecg.layout")}
        value={settings.layout}
        choices={layoutsFor(group.channels).map((name) => [name, t(`ecg.layouts.${name}`)])}
        onChoose={(layout) => set({ layout })}
      />
      <Choice
        label={t("ecg.speed")}
        value={settings.scale.mmPerSecond}
        choices={SPEEDS_MM_PER_S.map((value) => [value, t("ecg.mmPerSecond", { value })])}
        onChoose={(mmPerSecond) => set({ scale: { ...settings.scale, mmPerSecond } })}
      />
      <Choice
        label={t("ecg.gain")}
        value={settings.scale.mmPerMillivolt}
        choices={GAINS_MM_PER_MV.map((value) => [value, t("ecg.mmPerMillivolt", { value })])}
        onChoose={(mmPerMillivolt) => set({ scale: { ...settings.scale, mmPerMillivolt } })}
      />
      <Choice
        label={t("ecg.trueSize")}
        value={isFitted ? "fitted" : "true"}
        choices={[
          ["true", t("ecg.trueSize")],
          ["fitted", t("ecg.fitWidth")],
        ]}
        onChoose={(size) => set({ isFitted: size === "fitted" })}
      />
      {groups.length > 1 && (
        <Choice
          label={t("ecg.group")}
          value={settings.group}
          choices={groups.map(({ label }, at) => [at, label || t("ecg.groupNumber", { number: at + 1 })])}
          onChoose={chooseGroup}
        />
      )}
      {pages > 1 && (
        <>
          <ToolButton
            label={t("ecg.previousPage")}
            isDisabled={settings.page === 0}
            onClick={() => set({ page: settings.page - 1 })}
          >
            <IconPrevious />
          </ToolButton>
          <span className={shared.figures}>{t("ecg.page", { number: settings.page + 1, total: pages })}</span>
          <ToolButton
            label={t("ecg.nextPage")}
            isDisabled={settings.page >= pages - 1}
            onClick={() => set({ page: settings.page + 1 })}
          >
            <IconNext />
          </ToolButton>
        </>
      )}
      <span className={shared.gap} />
      <ToolButton
        label={screen.calibration.isMeasured ? t("ecg.screen.calibrated") : t("ecg.screen.uncalibrated")}
        hint={screen.calibration.isMeasured ? undefined : t("ecg.screen.uncalibratedHint")}
        onClick={() => setCalibrating(true)}
      >
        <span className={screen.calibration.isMeasured ? undefined : classes.uncalibrated} data-testid="ecg-screen">
          {screen.calibration.isMeasured ? t("ecg.screen.calibrated") : t("ecg.screen.uncalibrated")}
        </span>
      </ToolButton>
      {isCalibrating && (
        <CalibrationDialog
          {...screen.calibration}
          onKeep={screen.keep}
          onForget={screen.forget}
          onClose={() => setCalibrating(false)}
        />
      )}
    </div>
  );
}

interface ChoiceProps<T extends string | number> {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

function Choice<T extends string | number>({ label, value, choices, onChoose }: ChoiceProps<T>) {
  return (
    <select
      className={shared.select}
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const chosen = choices.find(([one]) => String(one) === event.currentTarget.value);
        if (chosen !== undefined) onChoose(chosen[0]);
      }}
    >
      {choices.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  );
}
