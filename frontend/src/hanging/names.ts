import type { TFunction } from "i18next";
import type { HangingRule } from "../api/types";

const SHIPPED = ["chest_two_views_prior", "chest_two_views", "limb_pair", "xray_prior", "one"] as const;

/** What a rule is called: as its reader named it, or as it is shipped. */
export function ruleName({ key, name }: Pick<HangingRule, "key" | "name">, t: TFunction): string {
  const shipped = SHIPPED.find((one) => one === key);
  return name !== "" || shipped === undefined ? name : t(`layout.shipped.${shipped}`);
}
