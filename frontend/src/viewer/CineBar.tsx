import { useTranslation } from "react-i18next";
import { durations, framesPerSecond } from "./cine";
import { IconFrameBack, IconFrameOn, IconPause, IconPlay } from "./icons";
import { shownKey } from "./keys";
import type { ReaderState } from "./reader";
import { ToolButton } from "./ToolButton";
import type { Reading } from "./useReader";
import classes from "./viewer.module.css";

const SPEEDS = [0.25, 0.5, 1, 2] as const;

/** Plays a clip at the speed at which it was taken, or goes through it frame by frame. */
export function CineBar({ reading, state }: { reading: Reading; state: ReaderState }) {
  const { t } = useTranslation();
  const { stage, display, isPlaying } = state;
  if (stage === null || display === null || stage.frames < 2) return null;
  const { reader } = reading;
  const isReady = stage.loaded.size === stage.frames;
  const fps = Math.round(framesPerSecond(durations(stage.frames, display.frame_times_ms)) * state.speed * 10) / 10;
  const frame = stage.shown?.frame ?? stage.frame;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("viewer.play")}>
      <ToolButton
        label={isPlaying ? t("viewer.pause") : t("viewer.play")}
        keys={shownKey("play")}
        isDisabled={!isReady}
        onClick={() => reader.play(!isPlaying)}
      >
        {isPlaying ? <IconPause /> : <IconPlay />}
      </ToolButton>
      <ToolButton label={t("viewer.previousFrame")} keys={shownKey("previousFrame")} onClick={() => reader.step(-1)}>
        <IconFrameBack />
      </ToolButton>
      <ToolButton label={t("viewer.nextFrame")} keys={shownKey("nextFrame")} onClick={() => reader.step(1)}>
        <IconFrameOn />
      </ToolButton>
      <input
        type="range"
        className={classes.range}
        aria-label={t("viewer.frame")}
        min={1}
        max={stage.frames}
        value={frame}
        onChange={(event) => reader.goTo(Number(event.currentTarget.value))}
      />
      <span className={classes.figures} data-testid="frame-counter">
        {t("viewer.frameOf", { number: frame, total: stage.frames })}
      </span>
      <select
        className={classes.select}
        aria-label={t("viewer.speed")}
        value={state.speed}
        onChange={(event) => {
          reader.setSpeed(Number(event.currentTarget.value));
          event.currentTarget.blur();
        }}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
      <span className={classes.figures}>
        {t(display.frame_times_ms === null ? "viewer.fpsAssumed" : "viewer.fps", { fps })}
      </span>
    </div>
  );
}
