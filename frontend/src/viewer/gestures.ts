import type { Point } from "./screen";

export type Tool = "window" | "zoom" | "pan";

export interface GestureActions {
  onWindow: (by: Point) => void;
  onZoom: (factor: number, at: Point) => void;
  onPan: (by: Point) => void;
  onWheel: (by: number) => void;
}

const LEFT = 0;
const MIDDLE = 1;
const RIGHT = 2;

/** The tool of a button: left does what was chosen, middle always pans, right always zooms. */
export function toolOf(button: number, chosen: Tool): Tool | null {
  if (button === LEFT) return chosen;
  if (button === MIDDLE) return "pan";
  return button === RIGHT ? "zoom" : null;
}

/** A drag upwards enlarges; 140 px double the picture. */
export function zoomFactor(dy: number): number {
  return Math.exp((-dy * Math.LN2) / 140);
}

/** Turns pointer and wheel of an element into actions until the returned function is called. */
export function listen(element: HTMLElement, tool: () => Tool, actions: GestureActions): () => void {
  let drag: { tool: Tool; start: Point; last: Point } | null = null;
  let wheel = 0;
  const local = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const down = (event: PointerEvent) => {
    const chosen = toolOf(event.button, tool());
    if (chosen === null || drag !== null) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    const at = local(event);
    drag = { tool: chosen, start: at, last: at };
  };
  const move = (event: PointerEvent) => {
    if (drag === null) return;
    const at = local(event);
    const by = { x: at.x - drag.last.x, y: at.y - drag.last.y };
    drag.last = at;
    if (drag.tool === "window") actions.onWindow(by);
    else if (drag.tool === "pan") actions.onPan(by);
    else actions.onZoom(zoomFactor(by.y), drag.start);
  };
  const up = () => {
    drag = null;
  };
  const roll = (event: WheelEvent) => {
    event.preventDefault();
    if (event.ctrlKey) return actions.onZoom(zoomFactor(event.deltaY / 4), local(event));
    wheel += event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 30 : event.deltaY;
    const steps = Math.trunc(wheel / 50);
    if (steps === 0) return;
    wheel = 0;
    actions.onWheel(Math.sign(steps));
  };
  const noMenu = (event: Event) => event.preventDefault();

  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  element.addEventListener("wheel", roll, { passive: false });
  element.addEventListener("contextmenu", noMenu);
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", up);
    element.removeEventListener("wheel", roll);
    element.removeEventListener("contextmenu", noMenu);
  };
}
