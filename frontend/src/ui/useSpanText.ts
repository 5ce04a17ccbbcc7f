import { useTranslation } from "react-i18next";
import type { Span } from "./time";

/** Says a length of time in the language of the page. */
export function useSpanText(): (span: Span) => string {
  const { t } = useTranslation();
  return (span) => t(`common.span.${span.unit}`, { ...span });
}
