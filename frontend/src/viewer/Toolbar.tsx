import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  IconActual,
  IconFit,
  IconFlipAcross,
  IconFlipDown,
  IconInvert,
  IconMagnify,
  IconNext,
  IconPan,
  IconPrevious,
  IconRotate,
  IconRotateLeft,
  IconWindow,
  IconZoom,
} from "./icons";
import { type Action, shownKey } from "./keys";
import { presetsOf } from "./presets";
import type { ReaderState } from "./reader";
import { ToolButton } from "./ToolButton";
import type { Tool } from "./tools";
import classes from "./viewer.module.css";
import { presetName } from "./window/names";

interface ToolbarProps {
  state: ReaderState | null;
  tool: Tool;
  canGo: { previous: boolean; next: boolean };
  onAction: (action: Action) => void;
  onPreset: (preset: number) => void;
}

/** Every action on a picture as a button that says its key. */
export function Toolbar({ state, tool, canGo, onAction, onPreset }: ToolbarProps) {
  const { t } = useTranslation();
  const isGrey = state?.display?.samples_per_pixel === 1;
  const isOpen = state?.isVisible === true;
  const button = (
    action: Action,
    label: string,
    icon: ReactNode,
    part: { hint?: string; isOn?: boolean; isDisabled?: boolean } = {},
  ) => (
    <ToolButton label={label} keys={shownKey(action)} onClick={() => onAction(action)} {...part}>
      {icon}
    </ToolButton>
  );
  const windowHint = isGrey || !isOpen ? t("viewer.windowHint") : t("viewer.colourOnly");
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("viewer.tools")}>
      {button("window", t("viewer.window"), <IconWindow />, {
        hint: windowHint,
        isOn: tool === "window",
        isDisabled: isOpen && !isGrey,
      })}
      {button("zoom", t("viewer.zoom"), <IconZoom />, { hint: t("viewer.zoomHint"), isOn: tool === "zoom" })}
      {button("pan", t("viewer.pan"), <IconPan />, { hint: t("viewer.panHint"), isOn: tool === "pan" })}
      {button("magnify", t("viewer.magnify"), <IconMagnify />, {
        hint: t("viewer.magnifyHint"),
        isOn: tool === "magnify",
      })}
      <span className={classes.gap} />
      {button("rotateLeft", t("viewer.rotateLeft"), <IconRotateLeft />, { isDisabled: !isOpen })}
      {button("rotateRight", t("viewer.rotateRight"), <IconRotate />, { isDisabled: !isOpen })}
      {button("flipAcross", t("viewer.flipAcross"), <IconFlipAcross />, { isDisabled: !isOpen })}
      {button("flipDown", t("viewer.flipDown"), <IconFlipDown />, { isDisabled: !isOpen })}
      {button("invert", t("viewer.invert"), <IconInvert />, {
        isOn: state?.look.isInverted ?? false,
        isDisabled: !isGrey,
      })}
      {button("reset", t("viewer.reset"), <IconFit />, { isDisabled: !isOpen })}
      {button("actualSize", t("viewer.actualSize"), <IconActual />, { isDisabled: !isOpen })}
      {state !== null && <Presets state={state} onPreset={onPreset} />}
      <span className={classes.gap} />
      {button("previous", t("viewer.previous"), <IconPrevious />, { isDisabled: !canGo.previous })}
      {button("next", t("viewer.next"), <IconNext />, { isDisabled: !canGo.next })}
    </div>
  );
}

function Presets({ state, onPreset }: { state: ReaderState; onPreset: (preset: number) => void }) {
  const { t } = useTranslation();
  const presets = state.display === null ? [] : presetsOf(state.display);
  if (presets.length < 2) return null;
  return (
    <select
      className={classes.select}
      aria-label={t("viewer.preset")}
      value={state.look.preset}
      onChange={(event) => {
        onPreset(Number(event.currentTarget.value));
        event.currentTarget.blur();
      }}
    >
      {presets.map((preset, at) => (
        <option key={at} value={at}>
          {presetName(preset, at, t)}
        </option>
      ))}
    </select>
  );
}
