import type { Point } from "../geometry";
import { drawingActionOf } from "../keys";
import { isDrawn, type Tool } from "../tools";
import { stepOf } from "./cross";

interface Pressing {
  tool: Tool;
  drawing: { moveCross: (by: Point) => void; putPoint: () => void };
  stage: HTMLElement | null;
}

/** Does what a key does for one who measures without a pointer; false for what is not of that. */
export function pressToDraw(event: KeyboardEvent, { tool, drawing, stage }: Pressing): boolean {
  if (event.defaultPrevented || (!isDrawn(tool) && tool !== "windowRegion")) return false;
  const action = drawingActionOf(event);
  if (action === null) return false;
  const step = stepOf(event);
  if (step !== null) {
    // Off the button of the tool, which Enter would press, and before what is drawn, for Tab.
    stage?.focus({ preventScroll: true });
    drawing.moveCross(step);
  } else if (action === "putPoint") drawing.putPoint();
  else return focusMark(stage, action === "nextMark");
  return true;
}

/** From nowhere on the page, Tab goes to what was drawn; where something has the focus the browser goes on from it. */
function focusMark(stage: HTMLElement | null, isFirst: boolean): boolean {
  if (document.activeElement !== null && document.activeElement !== document.body) return false;
  const drawn = stage?.parentElement?.querySelectorAll<SVGElement>("[data-testid=measurement]") ?? [];
  const mark = isFirst ? drawn[0] : drawn[drawn.length - 1];
  mark?.focus();
  return mark !== undefined;
}
