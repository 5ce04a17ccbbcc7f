import { cache, Enums, imageLoader, metaData, type Types, utilities } from "@cornerstonejs/core";
import type { InstanceDisplay } from "./display";
import { isUpright, type Size, turnedSize, UPRIGHT } from "./geometry";
import { bring, bringClip } from "./line/bring";
import { type Grade, isBetter } from "./line/grade";
import { fromImageId, type PictureId, SCHEME, toImageId } from "./picture-id";
import type { Distribution } from "./window/distribution";
import { type Picture, pictureOf, previewOf, turnPicture } from "./picture";

const displays = new Map<string, InstanceDisplay>();

/** Makes an Instance known to the loader; its frames can be asked for from then on. */
export function describe(instanceId: string, display: InstanceDisplay): void {
  displays.set(instanceId, display);
}

/** The loader serves what the cache had to give up; frames are put there by `loadPicture` before they are drawn. */
export function registerLoader(): void {
  imageLoader.registerImageLoader(SCHEME, (imageId) => {
    const abort = new AbortController();
    return { promise: loadWhole(imageId, abort.signal), cancelFn: () => abort.abort() };
  });
  metaData.addProvider(provide, 1000);
}

async function loadWhole(imageId: string, signal: AbortSignal): Promise<Types.IImage> {
  let whole: Types.IImage | null = null;
  await bringPicture(imageId, signal, (grade, picture) => {
    if (grade === "full") whole = imageOf(imageId, picture, grade);
  });
  if (whole === null) throw new Error(`nothing came of ${imageId}`);
  return whole;
}

type OnGrade = (grade: Grade) => void;

/**
 * Brings one picture into the cache, each time better until every stored value is there. It does not go through
 * Cornerstone's own queue, whose promises for requests that were cancelled or overtaken never settle.
 */
export async function loadPicture(
  imageId: string,
  signal: AbortSignal,
  onGrade: OnGrade = () => undefined,
): Promise<void> {
  const held = gradeOf(imageId);
  if (held === "full") return;
  if (held !== undefined) onGrade(held);
  await bringPicture(imageId, signal, (grade, picture) => {
    if (!signal.aborted && keepIfBetter(imageId, picture, grade) && grade !== "full") onGrade(grade);
  });
}

async function bringPicture(
  imageId: string,
  signal: AbortSignal,
  onPicture: (grade: Grade, picture: Picture) => void,
): Promise<void> {
  const { id, display } = known(imageId);
  const { instanceId, frame, curve, turn } = id;
  const lay = (grade: Grade, picture: Picture) =>
    onPicture(grade, isUpright(turn) ? picture : turnPicture(picture, display, turn));
  // Turning needs no line where the picture is here as it is stored.
  const upright = pictureHere(toImageId({ ...id, turn: UPRIGHT }));
  if (upright !== null) return lay("full", upright);
  await bring({ instanceId, display, frame }, signal, (grade, bytes) =>
    lay(grade, grade === "preview" ? previewOf(bytes, display) : pictureOf(bytes, display, curve)),
  );
}

/** Brings the previews of a clip's frames at once; `onFrame` is told of each that can be drawn. */
export async function loadPreviews(
  imageIds: readonly string[],
  signal: AbortSignal,
  onFrame: (frame: number) => void,
): Promise<void> {
  const { id, display } = known(imageIds[0]!);
  await bringClip({ instanceId: id.instanceId, display }, signal, (frame, bytes) => {
    const imageId = imageIds[frame - 1]!;
    const picture = previewOf(bytes, display);
    const lying = isUpright(id.turn) ? picture : turnPicture(picture, display, id.turn);
    if (keepIfBetter(imageId, lying, "preview")) onFrame(frame);
  });
}

/** Of what lies in Cornerstone's cache: a picture that had to give way there is not here. */
const grades = new WeakMap<object, Grade>();
const images = { get: (imageId: string) => cache.getImage(imageId) };

function gradeOf(imageId: string): Grade | undefined {
  const image = images.get(imageId);
  return image === undefined ? undefined : grades.get(image);
}

/** How good the picture is that the screen has drawn. */
export function gradeOfImage(image: object): Grade {
  return grades.get(image) ?? "full";
}

/** Puts a picture where a lesser one was, or none. */
function keepIfBetter(imageId: string, picture: Picture, grade: Grade): boolean {
  if (!isBetter(grade, gradeOf(imageId))) return false;
  if (cache.getImageLoadObject(imageId) !== undefined) cache.removeImageLoadObject(imageId, { force: true });
  cache.putImageSync(imageId, imageOf(imageId, picture, grade));
  return true;
}

function known(imageId: string) {
  const id = fromImageId(imageId);
  const display = id === null ? undefined : displays.get(id.instanceId);
  if (id === null || display === undefined) throw new Error(`nothing is known of ${imageId}`);
  return { id, display };
}

const pictures = new WeakMap<object, Picture>();

/** What a loaded picture consists of, lying as it is drawn. */
export interface Samples extends Picture {
  size: Size;
}

/** What the picture's stored values are; of a lesser picture there is nothing to measure. */
export function samplesOf(imageId: string): Samples | null {
  const image = images.get(imageId);
  const picture = pictureHere(imageId);
  return image === undefined || picture === null
    ? null
    : { ...picture, size: { columns: image.columns, rows: image.rows } };
}

function pictureHere(imageId: string): Picture | null {
  const image = images.get(imageId);
  return image === undefined || grades.get(image) !== "full" ? null : (pictures.get(image) ?? null);
}

/** How the drawn values of a picture of true values are spread, be it a smaller one. */
export function distributionOfLoaded(imageId: string): Distribution | null {
  const image = images.get(imageId);
  return image === undefined || grades.get(image) === "preview" ? null : (pictures.get(image)?.extent ?? null);
}

function imageOf(imageId: string, picture: Picture, grade: Grade): Types.IImage {
  const { id, display } = known(imageId);
  const { rows, columns } = turnedSize(display, id.turn);
  const numberOfComponents = picture.isColour ? 3 : 1;
  const { center, width } = picture.window;
  const spacing = spacingOf(display, id);
  const voxelManager = utilities.VoxelManager.createImageVoxelManager({
    width: columns,
    height: rows,
    scalarData: picture.values,
    numberOfComponents,
  });
  const image = {
    imageId,
    rows,
    columns,
    height: rows,
    width: columns,
    color: picture.isColour,
    rgba: false,
    numberOfComponents,
    minPixelValue: picture.span.min,
    maxPixelValue: picture.span.max,
    // The page turns windows of modality values into ranges of stored ones; Cornerstone only draws a range.
    slope: 1,
    intercept: 0,
    windowCenter: center,
    windowWidth: width,
    voiLUTFunction: Enums.VOILUTFunctionType.LINEAR,
    invert: false,
    photometricInterpretation: picture.isColour ? "RGB" : "MONOCHROME2",
    rowPixelSpacing: spacing.row,
    columnPixelSpacing: spacing.column,
    sizeInBytes: picture.values.byteLength,
    dataType: picture.values.constructor.name as Types.PixelDataTypedArrayString,
    voxelManager,
    getPixelData: () => picture.values,
    getCanvas: () => undefined as unknown as HTMLCanvasElement,
  } satisfies Types.IImage;
  pictures.set(image, picture);
  grades.set(image, grade);
  return image;
}

/** Only the ratio matters where the file gives no size. */
function spacingOf(display: InstanceDisplay, { turn }: Required<PictureId>): { row: number; column: number } {
  const spacing = display.pixel_spacing ?? { row_mm: display.pixel_aspect_ratio, column_mm: 1 };
  const isOnItsSide = turn.quarters % 2 === 1;
  return isOnItsSide
    ? { row: spacing.column_mm, column: spacing.row_mm }
    : { row: spacing.row_mm, column: spacing.column_mm };
}

function provide(type: string, imageId: unknown): unknown {
  if (typeof imageId !== "string" || !imageId.startsWith(`${SCHEME}:`)) return undefined;
  const { id, display } = known(imageId);
  switch (type) {
    case "imagePixelModule":
      return pixelModule(display);
    case "imagePlaneModule":
      return planeModule(display, id);
    case "generalSeriesModule":
      return { modality: "OT" };
    default:
      return undefined;
  }
}

function pixelModule(display: InstanceDisplay) {
  return {
    bitsAllocated: display.bits_allocated,
    bitsStored: display.bits_stored,
    highBit: display.high_bit,
    samplesPerPixel: display.samples_per_pixel,
    pixelRepresentation: display.pixel_representation,
    photometricInterpretation: display.samples_per_pixel === 3 ? "RGB" : "MONOCHROME2",
  };
}

function planeModule(display: InstanceDisplay, id: Required<PictureId>) {
  const spacing = spacingOf(display, id);
  return {
    ...turnedSize(display, id.turn),
    rowPixelSpacing: spacing.row,
    columnPixelSpacing: spacing.column,
    rowCosines: [1, 0, 0],
    columnCosines: [0, 1, 0],
    imageOrientationPatient: [1, 0, 0, 0, 1, 0],
    imagePositionPatient: [0, 0, 0],
    // Says that the spacing is the file's, Imager Pixel Spacing included; without it lengths come out in pixels.
    usingDefaultValues: display.pixel_spacing === null,
  };
}
