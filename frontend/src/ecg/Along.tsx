import { useTranslation } from "react-i18next";
import { IconNext, IconPrevious } from "../viewer/icons";
import { ToolButton } from "../viewer/ToolButton";
import classes from "./ecg.module.css";
import { ecgKey } from "./keys";
import type { Stretch } from "./layout";

interface AlongProps {
  stretch: Stretch;
  durationS: number;
  onGo: (fromS: number) => void;
}

/** Goes along a recording that is longer than the paper. */
export function Along({ stretch: { fromS, lengthS }, durationS, onGo }: AlongProps) {
  const { t } = useTranslation();
  if (durationS <= lengthS) return null;
  const last = durationS - lengthS;
  return (
    <div className={classes.along} role="group" aria-label={t("ecg.along")} data-testid="ecg-along">
      <ToolButton
        label={t("ecg.earlier")}
        keys={ecgKey("earlier")}
        isDisabled={fromS <= 0}
        onClick={() => onGo(fromS - lengthS)}
      >
        <IconPrevious />
      </ToolButton>
      <input
        type="range"
        min={0}
        max={last}
        step={Math.min(1, last)}
        value={fromS}
        aria-label={t("ecg.along")}
        aria-valuetext={clock(fromS)}
        onChange={(event) => onGo(Number(event.currentTarget.value))}
      />
      <ToolButton
        label={t("ecg.later")}
        keys={ecgKey("later")}
        isDisabled={fromS >= last}
        onClick={() => onGo(fromS + lengthS)}
      >
        <IconNext />
      </ToolButton>
      <span>{`${clock(fromS)} – ${clock(fromS + lengthS)} / ${clock(durationS)}`}</span>
    </div>
  );
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds + 1e-6);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return [...(hours > 0 ? [hours] : []), minutes, rest].map((one) => String(one).padStart(2, "0")).join(":");
}
