import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ToolButton } from "../viewer/ToolButton";
import { dateText } from "../ui/time";
import shared from "../viewer/viewer.module.css";
import { CalibrationDialog } from "./CalibrationDialog";
import { Choice } from "./Choice";
import classes from "./ecg.module.css";
import { EcgHelp } from "./EcgHelp";
import { type EcgAction, ecgKey } from "./keys";
import { layoutsFor } from "./layout";
import { GAINS_MM_PER_MV, SPEEDS_MM_PER_S } from "./scale";
import { type EcgTool, type Settings, withGroup } from "./settings";
import type { usePrevious } from "./usePrevious";
import type { useScreenSize } from "./useScreenSize";
import type { Waveform } from "./waveform";

interface EcgToolbarProps {
  waveform: Waveform;
  settings: Settings;
  onChange: (settings: Settings) => void;
  onAct: (action: EcgAction) => void;
  screen: ReturnType<typeof useScreenSize>;
  isFitted: boolean;
  isHelpOpen: boolean;
  earlier: ReturnType<typeof usePrevious>;
}

const TOOLS = ["calipers", "hand", "marks"] as const satisfies readonly EcgTool[];

/** How the paper runs; what the pointer does; which filters are drawn; and whether millimetres are true. */
export function EcgToolbar({ waveform, settings, isFitted, onChange, onAct, screen, isHelpOpen, earlier }: EcgToolbarProps) {
  const { t } = useTranslation();
  const { groups } = waveform;
  const group = groups[settings.group]!;
  const set = (part: Partial<Settings>) => onChange({ ...settings, ...part });
  const button = (action: EcgAction, label: string, isOn: boolean, text = label, hint?: string) => (
    <ToolButton
      key={action}
      label={label}
      keys={ecgKey(action)}
      isOn={isOn}
      onClick={() => onAct(action)}
      {...(hint === undefined ? {} : { hint })}
    >
      {text}
    </ToolButton>
  );
  const hasRhythm = settings.layout === "3x4" || settings.layout === "strip";
  const { filters } = settings;
  return (
    <div className={shared.bar} role="toolbar" aria-label={t("ecg.tools")}>
      <Choice
        label={t("ecg.layout")}
        keys={ecgKey("layout")}
        value={settings.layout}
        choices={layoutsFor(group.channels).map((name) => [name, t(`ecg.layouts.${name}`)])}
        onChoose={(layout) => set({ layout })}
      />
      {hasRhythm && (
        <Choice
          label={t("ecg.rhythmLead")}
          keys={ecgKey("rhythmLead")}
          value={settings.rhythm}
          choices={group.channels.map((one, at) => [
            at,
            one.lead ?? (one.label || t("ecg.channelNumber", { number: at + 1 })),
          ])}
          onChoose={(rhythm) => set({ rhythm })}
        />
      )}
      <Choice
        label={t("ecg.speed")}
        keys={ecgKey("speed")}
        value={settings.scale.mmPerSecond}
        choices={SPEEDS_MM_PER_S.map((value) => [value, t("ecg.mmPerSecond", { value })])}
        onChoose={(mmPerSecond) => set({ scale: { ...settings.scale, mmPerSecond } })}
      />
      <Choice
        label={t("ecg.gain")}
        keys={ecgKey("gain")}
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
          onChoose={(at) => onChange(withGroup(settings, at, groups[at]!))}
        />
      )}
      {earlier.openable.length > 0 && (
        <Choice
          label={t("ecg.previous.title")}
          keys={ecgKey("previous")}
          value={earlier.chosen?.study_id ?? ""}
          choices={[
            ["", t("ecg.previous.off")],
            ...earlier.openable.map(({ study_id, study_date }) => {
              const date = dateText(study_date) || t("ecg.previous.undated");
              return [study_id, t("ecg.previous.of", { date })] as const;
            }),
          ]}
          onChoose={(id) => earlier.choose(earlier.openable.find(({ study_id }) => study_id === id) ?? null)}
        />
      )}
      <span className={shared.gap} />
      {TOOLS.map((tool) => button(tool, t(`ecg.tool.${tool}`), settings.tool === tool))}
      <span className={shared.gap} />
      {button(
        "baseline",
        t("ecg.display.baseline"),
        filters.baseline,
        t("ecg.display.baselineShort"),
        t("ecg.display.note"),
      )}
      {button(
        "mains",
        t("ecg.display.mains"),
        filters.mains !== null,
        filters.mains === null ? t("ecg.display.mainsShort") : t("ecg.display.mainsOn", { hz: filters.mains }),
        t("ecg.display.note"),
      )}
      {button("muscle", t("ecg.display.muscle"), filters.muscle, t("ecg.display.muscleShort"), t("ecg.display.note"))}
      <span className={shared.gap} />
      {button("beats", t("ecg.beats"), settings.areBeatsOpen)}
      {button("panel", t("ecg.panel"), settings.isPanelOpen)}
      <ScreenState screen={screen} />
      <EcgHelp isOpen={isHelpOpen} onToggle={() => onAct("help")} />
    </div>
  );
}

/** Whether a millimetre on this screen is one, and the way to make it so. */
function ScreenState({ screen }: Pick<EcgToolbarProps, "screen">) {
  const { t } = useTranslation();
  const [isCalibrating, setCalibrating] = useState(false);
  const { isMeasured } = screen.calibration;
  const label = isMeasured ? t("ecg.screen.calibrated") : t("ecg.screen.uncalibrated");
  return (
    <>
      <ToolButton
        label={label}
        onClick={() => setCalibrating(true)}
        {...(isMeasured ? {} : { hint: t("ecg.screen.uncalibratedHint") })}
      >
        <span className={isMeasured ? undefined : classes.uncalibrated} data-testid="ecg-screen">
          {label}
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
    </>
  );
}
