import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../ui/ProblemNote";
import { timeText } from "../ui/time";
import type { KeeperView } from "./keeper";

const ALARMING: ReadonlySet<string> = new Set(["failing", "refused", "conflict", "lost"]);

/** Whether what was typed is safe, always in sight. */
export function SaveNote({ draft }: { draft: Pick<KeeperView<unknown>, "state" | "savedAt" | "error"> }) {
  const { t, i18n } = useTranslation();
  const textOf = useProblemText();
  const words = () => {
    if (draft.state === "refused") return t("report.save.refused", { why: textOf(draft.error) });
    if (draft.state !== "saved") return t(`report.save.${draft.state}`);
    return draft.savedAt
      ? t("report.save.saved", { time: timeText(draft.savedAt, i18n.language) })
      : t("report.save.nothing");
  };
  const isAlarming = ALARMING.has(draft.state);
  return (
    <Text
      size="xs"
      c={isAlarming ? "red.8" : "dimmed"}
      fw={isAlarming ? 700 : 400}
      role="status"
      data-state={draft.state}
    >
      {words()}
    </Text>
  );
}
