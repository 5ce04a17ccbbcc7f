import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  IconAngle,
  IconArrow,
  IconBin,
  IconCalibrate,
  IconCobb,
  IconEllipse,
  IconLabels,
  IconLength,
  IconRatio,
  IconRectangle,
  IconRedo,
  IconRegion,
  IconUndo,
} from "./icons";
import { type Action, shownKey } from "./keys";
import type { Kind } from "./measurement";
import { ToolButton } from "./ToolButton";
import type { Tool } from "./tools";
import classes from "./viewer.module.css";

/** From what a region takes the window: its least and greatest value, or its mean and spread. */
export type RegionWay = "byRange" | "bySpread";

const WAYS: readonly RegionWay[] = ["byRange", "bySpread"];

const ICONS: readonly [Kind, ReactNode][] = [
  ["length", <IconLength />],
  ["angle", <IconAngle />],
  ["cobb", <IconCobb />],
  ["ratio", <IconRatio />],
  ["rectangle", <IconRectangle />],
  ["ellipse", <IconEllipse />],
  ["arrow", <IconArrow />],
  ["calibration", <IconCalibrate />],
];

interface MeasureBarProps {
  tool: Tool;
  isOpen: boolean;
  isGrey: boolean;
  way: RegionWay;
  onWay: (way: RegionWay) => void;
  canUndo: boolean;
  canRedo: boolean;
  canRemove: boolean;
  hasLabels: boolean;
  onAction: (action: Action) => void;
  children: ReactNode;
}

/** What measures and what takes it back, then what is written over the picture. */
export function MeasureBar(props: MeasureBarProps) {
  const { tool, isOpen, isGrey, way, onWay, canUndo, canRedo, canRemove, hasLabels, onAction } = props;
  const { t } = useTranslation();
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("viewer.measureTools")}>
      {ICONS.map(([kind, icon]) => (
        <ToolButton
          key={kind}
          label={t(`viewer.${kind}`)}
          hint={t(`viewer.hint.${kind}`)}
          keys={shownKey(kind)}
          isOn={tool === kind}
          isDisabled={!isOpen}
          onClick={() => onAction(kind)}
        >
          {icon}
        </ToolButton>
      ))}
      <span className={classes.gap} />
      <ToolButton
        label={t("viewer.undo")}
        keys={shownKey("undo")}
        isDisabled={!canUndo}
        onClick={() => onAction("undo")}
      >
        <IconUndo />
      </ToolButton>
      <ToolButton
        label={t("viewer.redo")}
        keys={shownKey("redo")}
        isDisabled={!canRedo}
        onClick={() => onAction("redo")}
      >
        <IconRedo />
      </ToolButton>
      <ToolButton
        label={t("viewer.remove")}
        hint={t("viewer.removeHint")}
        keys={shownKey("remove")}
        isDisabled={!canRemove}
        onClick={() => onAction("remove")}
      >
        <IconBin />
      </ToolButton>
      <span className={classes.gap} />
      <ToolButton
        label={t("viewer.windowRegion")}
        hint={isGrey ? t("viewer.windowRegionHint") : t("viewer.colourOnly")}
        keys={shownKey("windowRegion")}
        isOn={tool === "windowRegion"}
        isDisabled={!isOpen || !isGrey}
        onClick={() => onAction("windowRegion")}
      >
        <IconRegion />
      </ToolButton>
      {tool === "windowRegion" && (
        <select
          className={classes.select}
          aria-label={t("viewer.windowRegionBy")}
          value={way}
          onChange={(event) => {
            onWay(WAYS.find((one) => one === event.currentTarget.value) ?? "byRange");
            event.currentTarget.blur();
          }}
        >
          {WAYS.map((one) => (
            <option key={one} value={one}>
              {t(`viewer.${one}`)}
            </option>
          ))}
        </select>
      )}
      <span className={classes.gap} />
      <ToolButton
        label={t("viewer.labels")}
        keys={shownKey("labels")}
        isOn={hasLabels}
        onClick={() => onAction("labels")}
      >
        <IconLabels />
      </ToolButton>
      {props.children}
    </div>
  );
}
