import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Standing } from "../api/types";
import { useServerNow } from "../api/useServerNow";
import { dateTimeText } from "../ui/time";
import { countdownTo } from "./countdown";
import { useSpanText } from "../ui/useSpanText";

const COLOURS: Record<Standing, string> = { on_time: "teal", at_risk: "yellow", late: "red", done: "gray" };

export function DueCountdown({
  dueAt,
  standing,
  isPaused = false,
}: {
  dueAt: string;
  standing: Standing;
  isPaused?: boolean;
}) {
  const { t, i18n } = useTranslation();
  const spanText = useSpanText();
  const now = useServerNow(standing === "done" ? null : 1000);
  if (standing === "done") {
    return (
      <Badge color="gray" variant="light" radius="sm">
        {t("common.standing.done")}
      </Badge>
    );
  }
  const { isOver, span } = countdownTo(dueAt, now);
  const text = t(isOver ? "common.countdown.over" : "common.countdown.left", { span: spanText(span) });
  return (
    <Badge
      color={COLOURS[standing]}
      variant={standing === "on_time" ? "light" : "filled"}
      autoContrast
      radius="sm"
      title={`${t(`common.standing.${standing}`)} · ${dateTimeText(dueAt, i18n.language)}`}
      style={{ fontVariantNumeric: "tabular-nums", flex: "none", opacity: isPaused ? 0.6 : 1 }}
    >
      {text}
    </Badge>
  );
}
