import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../ui/ProblemNote";
import { timeText } from "../ui/time";
import type { KeeperView } from "./keeper";

const ALARMING: ReadonlySet<string> = new Set(["failing", "refused", "conflict", "lost"]);

interface SaveNoteProps {
  draft: Pick<KeeperView<unknown>, "state" | "savedAt" | "error">;
  /** Whose words say it. */
  of?: "report" | "evidence";
}

/** Whether what was made is safe, always in sight. */
export function SaveNote({ draft, of = "report" }: SaveNoteProps) {
  const { t, i18n } = useTranslation();
  const textOf = useProblemText();
  const words = () => {
    if (draft.state === "refused") return t(`${of}.save.refused`, { why: textOf(draft.error) });
    if (draft.state !== "saved") return t(`${of}.save.${draft.state}`);
    return draft.savedAt
      ? t(`${of}.save.saved`, { time: timeText(draft.savedAt, i18n.language) })
      : t(`${of}.save.nothing`);
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
