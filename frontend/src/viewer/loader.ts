import { cache, Enums, imageLoader, metaData, type Types, utilities } from "@cornerstonejs/core";
import type { InstanceDisplay } from "./display";
import { fetchFrame } from "./fetch-frame";
import { isUpright, type Size, turnedSize, UPRIGHT } from "./geometry";
import { curveOf, FIRST_LOOK } from "./look";
import { fromImageId, type PictureId, SCHEME, toImageId } from "./picture-id";
import { type Picture, pictureOf, turnPicture } from "./picture";

const displays = new Map<string, InstanceDisplay>();

/** Makes an Instance known to the loader; its frames can be asked for from then on. */
export function describe(instanceId: string, display: InstanceDisplay): void {
  displays.set(instanceId, display);
}

/** The loader serves what the cache had to give up; frames are put there by `loadPicture` before they are drawn. */
export function registerLoader(): void {
  imageLoader.registerImageLoader(SCHEME, (imageId) => {
    const abort = new AbortController();
    return { promise: load(imageId, abort.signal), cancelFn: () => abort.abort() };
  });
  metaData.addProvider(provide, 1000);
}

/**
 * Brings one picture into the cache. It does not go through Cornerstone's own queue, whose promises for requests
 * that were cancelled or overtaken never settle.
 */
export async function loadPicture(imageId: string, signal: AbortSignal): Promise<void> {
  await ahead.get(imageId)?.catch(() => undefined);
  if (cache.getImage(imageId) !== undefined) return;
  const image = await load(imageId, signal);
  if (cache.getImage(imageId) === undefined) cache.putImageSync(imageId, image);
}

const ahead = new Map<string, Promise<void>>();

/** Brings a picture that will be asked for next, so that turning to it does not wait for the line. */
export function loadAhead(instanceId: string, display: InstanceDisplay): void {
  describe(instanceId, display);
  const imageId = toImageId({ instanceId, frame: 1, curve: curveOf(display, FIRST_LOOK.preset) });
  if (ahead.has(imageId)) return;
  const coming = loadPicture(imageId, new AbortController().signal).finally(() => ahead.delete(imageId));
  ahead.set(imageId, coming);
  coming.catch(() => undefined);
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

export function samplesOf(imageId: string): Samples | null {
  const image = cache.getImage(imageId);
  const picture = image === undefined ? undefined : pictures.get(image);
  return image === undefined || picture === undefined
    ? null
    : { ...picture, size: { columns: image.columns, rows: image.rows } };
}

/** Turning needs no line where the picture is here as it is stored. */
async function prepare(id: Required<PictureId>, display: InstanceDisplay, signal: AbortSignal): Promise<Picture> {
  const { instanceId, frame, curve, turn } = id;
  const upright = isUpright(turn) ? null : samplesOf(toImageId({ ...id, turn: UPRIGHT }));
  const picture = upright ?? pictureOf(await fetchFrame(instanceId, frame, signal), display, curve);
  return isUpright(turn) ? picture : turnPicture(picture, display, turn);
}

async function load(imageId: string, signal: AbortSignal): Promise<Types.IImage> {
  const { id, display } = known(imageId);
  const picture = await prepare(id, display, signal);
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
