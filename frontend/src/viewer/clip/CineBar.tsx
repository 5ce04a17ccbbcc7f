import { useTranslation } from "react-i18next";
import { IconFrameBack, IconFrameOn, IconPause, IconPlay } from "../icons";
import { shownKey } from "../keys";
import { isPlayable, type ReaderState } from "../reader";
import { ToolButton } from "../ToolButton";
import type { Reading } from "../useReader";
import classes from "../viewer.module.css";
import { durations, framesPerSecond, SPEEDS } from "./cine";
import { doOnClip } from "./do";
import { IconSweep } from "./icons";
import { RangeBar } from "./RangeBar";

/** Plays a clip, or a part of it, at the speed at which it was taken, or goes through it frame by frame. */
export function CineBar({ reading, state }: { reading: Reading; state: ReaderState }) {
  const { t } = useTranslation();
  const { stage, display, isPlaying, range } = state;
  if (stage === null || display === null || stage.frames < 2) return null;
  const { reader } = reading;
  const frame = stage.shown?.frame ?? stage.frame;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("viewer.play")}>
      <ToolButton
        label={isPlaying ? t("viewer.pause") : t("viewer.play")}
        keys={shownKey("play")}
        isDisabled={!isPlayable(state)}
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
      <div className={classes.track}>
        <input
          type="range"
          className={classes.range}
          aria-label={t("viewer.frame")}
          min={1}
          max={stage.frames}
          value={frame}
          onChange={(event) => reader.goTo(Number(event.currentTarget.value))}
        />
        <RangeBar frames={stage.frames} range={range} onRange={reader.setRange} />
      </div>
      <span className={classes.figures} data-testid="frame-counter">
        {t("viewer.frameOf", { number: frame, total: stage.frames })}
      </span>
      <ToolButton
        label={t("viewer.rangeStart")}
        hint={t("viewer.rangeHint")}
        keys={shownKey("rangeStart")}
        onClick={() => doOnClip("rangeStart", reader)}
      >
        A
      </ToolButton>
      <ToolButton
        label={t("viewer.rangeEnd")}
        hint={t("viewer.rangeHint")}
        keys={shownKey("rangeEnd")}
        onClick={() => doOnClip("rangeEnd", reader)}
      >
        B
      </ToolButton>
      <ToolButton
        label={t("viewer.rangeClear")}
        keys={shownKey("rangeClear")}
        isDisabled={range === null}
        onClick={() => doOnClip("rangeClear", reader)}
      >
        ×
      </ToolButton>
      <ToolButton
        label={t("viewer.sweep")}
        hint={t("viewer.sweepHint")}
        keys={shownKey("sweep")}
        isOn={state.playback === "sweep"}
        onClick={() => doOnClip("sweep", reader)}
      >
        <IconSweep />
      </ToolButton>
      <Speed reading={reading} state={state} />
    </div>
  );
}

/** A rate says how fast to show frames; only a time says when they were taken. */
const SAID = {
  frame_time: "fps",
  frame_time_vector: "fps",
  recommended_display_frame_rate: "fpsRate",
  cine_rate: "fpsRate",
  none: "fpsAssumed",
} as const;

function Speed({ reading, state }: { reading: Reading; state: ReaderState }) {
  const { t } = useTranslation();
  const { display, speed, stage } = state;
  if (display === null || stage === null) return null;
  const fps = Math.round(framesPerSecond(durations(stage.frames, display.frame_times_ms)) * speed * 10) / 10;
  return (
    <>
      <select
        className={classes.select}
        aria-label={t("viewer.speed")}
        aria-keyshortcuts={`${shownKey("slower")} ${shownKey("faster")}`}
        value={speed}
        onChange={(event) => {
          reading.reader.setSpeed(Number(event.currentTarget.value));
          event.currentTarget.blur();
        }}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={one}>
            {one}×
          </option>
        ))}
      </select>
      <span className={classes.figures}>
        {t(`viewer.${SAID[display.frame_times_origin ?? "none"]}`, { fps })}
      </span>
    </>
  );
}
