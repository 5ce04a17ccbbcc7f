import {
  cache,
  Enums,
  getConfiguration,
  getRenderingCapabilities,
  init,
  RenderingEngine,
  setUseCPURendering,
  type StackViewport,
  type Types,
} from "@cornerstonejs/core";
import type { Framing } from "./evidence/looks";
import { type Affine, inverse, place, type Point } from "./geometry";
import type { Grade } from "./line/grade";
import {
  describe,
  distributionOfLoaded,
  gradeOfImage,
  loadPicture,
  loadPreviews,
  registerLoader,
  samplesOf,
} from "./loader";
import type { Drawing } from "./look";
import { stacks } from "./stack";

const CACHE_BYTES = 1024 ** 3;
const FORCED = "teleread.viewer.renderer";

export interface ScreenEvents {
  onDrawn: (imageId: string, grade: Grade) => void;
  /** `view`: from the picture as it is drawn to CSS pixels of the picture area. */
  onMoved: (zoom: number, view: Affine, framing: Framing | null) => void;
}

/** A picture area of the page: a Cornerstone viewport behind the few verbs that a reader needs. */
export interface Screen {
  readonly isSoftware: boolean;
  /** Shows one of these; where they are new to it, framed so, or fitted. */
  show(imageIds: readonly string[], index: number, drawing: Drawing, framing: Framing | null): void;
  draw(drawing: Drawing): void;
  fit(): void;
  /** One pixel of the picture on one pixel of the screen, edges on edges, so that nothing is interpolated. */
  actualSize(): void;
  zoomBy(factor: number, at: Point): void;
  panBy(by: Point): void;
  resize(): void;
  close(): void;
}

let isStarted = false;

/** WebGL drawn by software takes 15 times as long as drawing without it, so a machine without a GPU gets the plain canvas. */
function shouldDrawInSoftware(): boolean {
  const forced = localStorage.getItem(FORCED);
  if (forced === "cpu" || forced === "gpu") return forced === "cpu";
  const { webgl2, softwareRasterizer } = getRenderingCapabilities();
  return !webgl2 || softwareRasterizer;
}

function start(): void {
  if (isStarted) return;
  isStarted = true;
  // A picture area needs one WebGL context, not the seven of Cornerstone's pool: browsers allow sixteen.
  const standard = getConfiguration();
  init({ ...standard, rendering: { ...standard.rendering, webGlContextCount: 1 } });
  setUseCPURendering(shouldDrawInSoftware());
  cache.setMaxCacheSize(CACHE_BYTES);
  registerLoader();
}

export { describe, distributionOfLoaded, loadPicture, loadPreviews, samplesOf };

let screens = 0;
let openScreens = 0;

export function openScreen(element: HTMLDivElement, events: ScreenEvents): Screen {
  start();
  screens += 1;
  openScreens += 1;
  const viewportId = `picture-${screens}`;
  const engine = new RenderingEngine(`engine-${screens}`);
  engine.enableElement({
    viewportId,
    element,
    type: Enums.ViewportType.STACK,
    defaultOptions: { background: [0, 0, 0] },
  });
  const viewport = engine.getViewport(viewportId) as StackViewport;
  const isSoftware = shouldDrawInSoftware();
  if (isSoftware) sizeCanvas(viewport.canvas);
  let isFitted = true;

  const zoomNow = () => scaleOf(viewport);
  const onRendered = () => {
    const image = viewport.getCornerstoneImage();
    if (image === undefined) return;
    // First where the picture lies: what is drawn over it appears with it.
    events.onMoved(zoomNow(), viewOf(viewport, isSoftware), framingNow());
    events.onDrawn(image.imageId, gradeOfImage(image));
  };
  element.addEventListener(Enums.Events.IMAGE_RENDERED, onRendered);

  const apply = ({ range, isInverted }: Drawing) => {
    if (range !== null) viewport.setProperties({ voiRange: range, invert: isInverted });
    paint();
  };
  const paint = () => {
    // A film shrunk to the screen must not alias; the quality is forgotten whenever the canvas changes size.
    const plain = isSoftware ? viewport.canvas.getContext("2d") : null;
    if (plain !== null) plain.imageSmoothingQuality = "high";
    viewport.render();
  };
  const lay = stacks({
    setStack: (imageIds, index) => viewport.setStack([...imageIds], index),
    turnTo: (index) => viewport.setImageIdIndex(index),
    renew(imageId) {
      const best = cache.getImage(imageId);
      const shown = viewport.getCornerstoneImage();
      if (best === undefined || shown?.imageId !== imageId || best === shown) return false;
      viewport.renderImageObject(best);
      return true;
    },
    redraw: (drawing) => apply(drawing),
    draw: (drawing, framing) => {
      // WebGL would show the new picture at the zoom of the one before.
      viewport.resetCamera();
      isFitted = true;
      if (framing !== null) frame(framing);
      apply(drawing);
    },
  });

  const scaleTo = (wanted: number) => {
    const now = zoomNow();
    if (now > 0 && Number.isFinite(wanted / now)) viewport.setZoom((viewport.getZoom() * wanted) / now);
  };
  const moveBy = ({ x, y }: Point) => {
    const from = viewport.canvasToWorld([0, 0]);
    const to = viewport.canvasToWorld([x, y]);
    const camera = viewport.getCamera();
    const back = (point: Types.Point3 | undefined) =>
      point === undefined ? undefined : (point.map((value, at) => value - (to[at]! - from[at]!)) as Types.Point3);
    viewport.setCamera({ focalPoint: back(camera.focalPoint), position: back(camera.position) });
  };

  const middleOf = () => ({ x: viewport.canvas.clientWidth / 2, y: viewport.canvas.clientHeight / 2 });
  const framingNow = (): Framing | null =>
    isFitted ? null : { scale: zoomNow(), middle: place(inverse(viewOf(viewport, isSoftware)), middleOf()) };
  const frame = ({ scale, middle }: Framing) => {
    isFitted = false;
    scaleTo(scale);
    const [at, to] = [place(viewOf(viewport, isSoftware), middle), middleOf()];
    moveBy({ x: to.x - at.x, y: to.y - at.y });
  };

  return {
    isSoftware,
    show: (imageIds, index, drawing, framing) => lay({ imageIds, index, drawing, framing }),
    draw: apply,
    fit() {
      viewport.resetCamera();
      isFitted = true;
      paint();
    },
    actualSize() {
      isFitted = false;
      scaleTo(1);
      const corner = cornerOf(viewport, isSoftware);
      const dots = window.devicePixelRatio || 1;
      const off = (value: number) => (Math.round(value * dots) - value * dots) / dots;
      moveBy({ x: off(corner.x), y: off(corner.y) });
      paint();
    },
    zoomBy(factor, at) {
      isFitted = false;
      const before = viewport.canvasToWorld([at.x, at.y]);
      scaleTo(Math.min(Math.max(zoomNow() * factor, 0.02), 64));
      const after = viewport.worldToCanvas(before);
      moveBy({ x: at.x - after[0], y: at.y - after[1] });
      paint();
    },
    panBy(by) {
      isFitted = false;
      moveBy(by);
      paint();
    },
    resize() {
      if (!isSoftware) engine.resize(true, !isFitted);
      else if (!sizeCanvas(viewport.canvas)) return;
      // Setting the camera, to itself even, makes the plain canvas work its transformation out again.
      if (isFitted) viewport.resetCamera();
      else viewport.setCamera({});
      paint();
    },
    close() {
      element.removeEventListener(Enums.Events.IMAGE_RENDERED, onRendered);
      engine.destroy();
      openScreens -= 1;
      // What other panes show, or will, is theirs.
      if (openScreens === 0) cache.purgeCache();
    },
  };
}

/**
 * Gives the canvas as many pixels as the screen has under it; true if that changed anything. On the plain canvas
 * Cornerstone counts CSS pixels, which blurs every picture on a screen of 125 or 150 % and shifts what is pointed at.
 */
function sizeCanvas(canvas: HTMLCanvasElement): boolean {
  const dots = window.devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * dots);
  const height = Math.round(canvas.clientHeight * dots);
  if (canvas.width === width && canvas.height === height) return false;
  canvas.width = width;
  canvas.height = height;
  return true;
}

/**
 * Where the upper left corner of the picture lies, in CSS pixels. Cornerstone's two ways to draw differ: the origin is
 * the middle of the first pixel in WebGL and its corner on the plain canvas.
 */
function cornerOf(viewport: StackViewport, isSoftware: boolean): Point {
  const { origin, spacing } = geometryOf(viewport);
  const half = isSoftware ? 0 : 0.5;
  const corner = viewport.worldToCanvas([origin[0] - spacing[0] * half, origin[1] - spacing[1] * half, origin[2]]);
  return { x: corner[0], y: corner[1] };
}

function viewOf(viewport: StackViewport, isSoftware: boolean): Affine {
  const { origin, spacing } = geometryOf(viewport);
  const corner = cornerOf(viewport, isSoftware);
  const [x, y, z] = origin;
  const start = viewport.worldToCanvas(origin);
  // Over a hundred pixels, for the plain canvas rounds what it is asked.
  const across = viewport.worldToCanvas([x + spacing[0] * 100, y, z]);
  const down = viewport.worldToCanvas([x, y + spacing[1] * 100, z]);
  const per = (to: Types.Point2, axis: 0 | 1) => (to[axis] - start[axis]) / 100;
  return [per(across, 0), per(across, 1), per(down, 0), per(down, 1), corner.x, corner.y];
}

/** Screen pixels to one picture pixel along a row. */
function scaleOf(viewport: StackViewport): number {
  const { origin, spacing } = geometryOf(viewport);
  const a = viewport.worldToCanvas(origin);
  const b = viewport.worldToCanvas([origin[0] + spacing[0] * 100, origin[1], origin[2]]);
  return (Math.hypot(b[0] - a[0], b[1] - a[1]) / 100) * (window.devicePixelRatio || 1);
}

function geometryOf(viewport: StackViewport): { origin: Types.Point3; spacing: Types.Point3 } {
  const data = viewport.getImageData() as { origin: Types.Point3; spacing: Types.Point3 } | undefined;
  return data ?? { origin: [0, 0, 0], spacing: [1, 1, 1] };
}
