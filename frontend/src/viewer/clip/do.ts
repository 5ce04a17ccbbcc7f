import type { Action } from "../keys";
import type { Reader } from "../reader";
import { nextSpeed } from "./cine";
import { endingAt, startingAt } from "./range";

/** Does what concerns how a clip plays; false for what does not, and where there is no clip. */
export function doOnClip(action: Action, reader: Reader): boolean {
  const { stage, range, playback, speed } = reader.read();
  if (stage === null || stage.frames < 2) return false;
  const frame = stage.shown?.frame ?? stage.frame;
  switch (action) {
    case "rangeStart":
      reader.setRange(startingAt(range, frame, stage.frames));
      return true;
    case "rangeEnd":
      reader.setRange(endingAt(range, frame, stage.frames));
      return true;
    case "rangeClear":
      reader.setRange(null);
      return true;
    case "sweep":
      reader.setPlayback(playback === "sweep" ? "loop" : "sweep");
      return true;
    case "slower":
    case "faster":
      reader.setSpeed(nextSpeed(speed, action === "faster" ? 1 : -1));
      return true;
    default:
      return false;
  }
}
