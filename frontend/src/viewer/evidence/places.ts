import type { TFunction } from "i18next";
import type { Sheet } from "../sheets";

/** What a frame is called on the page: its series and number, and of a clip which frame. */
export function placeNames(sheets: readonly Sheet[]): (instanceId: string, frame: number, t: TFunction) => string {
  const byId = new Map(sheets.map((sheet) => [sheet.instance.id, sheet]));
  return (instanceId, frame, t) => {
    const sheet = byId.get(instanceId);
    if (sheet === undefined) return t("evidence.frameOf", { frame });
    const image = t("evidence.imageOf", { series: sheet.series.series_number ?? "–", number: sheet.number });
    return sheet.instance.number_of_frames > 1 ? `${image} · ${t("evidence.frameOf", { frame })}` : image;
  };
}
