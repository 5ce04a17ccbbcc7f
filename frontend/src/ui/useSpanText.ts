import { useTranslation } from "react-i18next";
import type { Span } from "./time";

/** Says a length of time in the language of the page. */
export function useSpanText(): (span: Span) => string {
  const { t } = useTranslation();
  return (span) => {
    switch (span.unit) {
      case "seconds":
        return t("common.span.seconds", { seconds: span.seconds });
      case "minutes":
        return t("common.span.minutes", { minutes: span.minutes });
      case "hours":
        return t("common.span.hours", { hours: span.hours, minutes: span.minutes });
      case "days":
        return t("common.span.days", { days: span.days, hours: span.hours });
    }
  };
}
