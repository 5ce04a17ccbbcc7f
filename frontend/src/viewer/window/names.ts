import type { TFunction } from "i18next";
import type { Preset } from "../presets";

/** The keys 1 to 9 choose; what comes after is in the list alone. */
const KEYED = 9;

/** What the list calls a preset, with its key before it. */
export function presetName(preset: Preset, at: number, t: TFunction): string {
  const name = nameOf(preset, at, t);
  return at < KEYED ? `${at + 1} · ${name}` : name;
}

function nameOf(preset: Preset, at: number, t: TFunction): string {
  switch (preset.kind) {
    case "full":
      return t("viewer.presetFull");
    case "tissue": {
      const { width, center } = preset.window;
      return `${t(`viewer.tissue.${preset.tissue}`)} (${t("viewer.windowLevel", { width, center })})`;
    }
    case "relative":
      return t("viewer.presetRelative", { tissue: t(`viewer.tissue.${preset.tissue}`) });
    case "table":
      return preset.name || t("viewer.presetTable");
    case "sigmoid":
      return preset.name || t("viewer.presetSigmoid");
    case "window":
      return preset.name || t("viewer.presetWindow", { number: at + 1 });
  }
}
