import type { Point } from "./geometry";
import type { Tool } from "./tools";

/** What a pointer does with a tool that needs to know where it is. */
export type Phase = "press" | "drag" | "release" | "cancel" | "hover";

export interface GestureActions {
  onWindow: (by: Point) => void;
  onZoom: (factor: number, at: Point) => void;
  onPan: (by: Point) => void;
  onWheel: (by: number) => void;
  /** The tool in hand, other than the three above. */
  onTool: (phase: Phase, at: Point) => void;
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

/** Two fingers, as one thing to move and to stretch. */
export function pinchOf(a: Point, b: Point): { middle: Point; span: number } {
  return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, span: Math.hypot(a.x - b.x, a.y - b.y) };
}

/** Turns pointers and wheel of an element into actions until the returned function is called. */
export function listen(element: HTMLElement, tool: () => Tool, actions: GestureActions): () => void {
  let drag: { tool: Tool; pointer: number; start: Point; last: Point } | null = null;
  const fingers = new Map<number, Point>();
  let wheel = 0;
  const local = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const cancel = () => {
    if (drag !== null) actions.onTool("cancel", drag.last);
    drag = null;
  };
  const down = (event: PointerEvent) => {
    const at = local(event);
    if (event.pointerType === "touch") fingers.set(event.pointerId, at);
    if (fingers.size > 1) return cancel();
    // A second finger whose first one holds a measurement does nothing by itself.
    if (event.pointerType === "touch" && !event.isPrimary) return undefined;
    const chosen = toolOf(event.button, tool());
    if (chosen === null || drag !== null) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    drag = { tool: chosen, pointer: event.pointerId, start: at, last: at };
    if (isPlaced(chosen)) actions.onTool("press", at);
  };
  const pinch = (event: PointerEvent, at: Point) => {
    const before = pinchOf(...twoOf(fingers));
    fingers.set(event.pointerId, at);
    const now = pinchOf(...twoOf(fingers));
    actions.onPan({ x: now.middle.x - before.middle.x, y: now.middle.y - before.middle.y });
    if (before.span > 0 && now.span > 0) actions.onZoom(now.span / before.span, now.middle);
  };
  const move = (event: PointerEvent) => {
    const at = local(event);
    if (fingers.size > 1 && fingers.has(event.pointerId)) return pinch(event, at);
    if (drag === null) return actions.onTool("hover", at);
    if (event.pointerId !== drag.pointer) return undefined;
    const by = { x: at.x - drag.last.x, y: at.y - drag.last.y };
    drag.last = at;
    if (drag.tool === "window") return actions.onWindow(by);
    if (drag.tool === "pan") return actions.onPan(by);
    return drag.tool === "zoom" ? actions.onZoom(zoomFactor(by.y), drag.start) : actions.onTool("drag", at);
  };
  const up = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (drag?.pointer !== event.pointerId) return;
    if (event.type === "pointercancel") return cancel();
    const { tool: used } = drag;
    drag = null;
    if (isPlaced(used)) actions.onTool("release", local(event));
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

  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener("pointerdown", down, { signal });
  element.addEventListener("pointermove", move, { signal });
  element.addEventListener("pointerup", up, { signal });
  element.addEventListener("pointercancel", up, { signal });
  element.addEventListener("wheel", roll, { passive: false, signal });
  element.addEventListener("contextmenu", noMenu, { signal });
  return () => stop.abort();
}

/** Tools for which it matters where the pointer is, not only how far it went. */
function isPlaced(tool: Tool): boolean {
  return tool !== "window" && tool !== "pan" && tool !== "zoom";
}

function twoOf(fingers: ReadonlyMap<number, Point>): [Point, Point] {
  const [a, b] = [...fingers.values()];
  return [a!, b!];
}
