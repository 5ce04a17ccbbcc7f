import { Alert, Button, Card, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReportText } from "./draft";
import { ReportWords } from "./ReportWords";

interface DraftConflictProps {
  mine: ReportText;
  theirs: ReportText;
  onChoose: (which: "mine" | "theirs") => void;
}

/** Two texts and no program that knows which is right. */
export function DraftConflict({ mine, theirs, onChoose }: DraftConflictProps) {
  const { t } = useTranslation();
  return (
    <Alert color="orange" title={t("report.conflictTitle")} role="alert">
      <Stack gap="sm">
        <Text size="sm">{t("report.conflictHint")}</Text>
        <Choice title={t("report.mine")} text={mine} action={t("report.keepMine")} onChoose={() => onChoose("mine")} />
        <Choice
          title={t("report.theirs")}
          text={theirs}
          action={t("report.takeTheirs")}
          onChoose={() => onChoose("theirs")}
        />
      </Stack>
    </Alert>
  );
}

interface ChoiceProps {
  title: string;
  text: ReportText;
  action: string;
  onChoose: () => void;
}

function Choice({ title, text, action, onChoose }: ChoiceProps) {
  return (
    <Card withBorder p="sm">
      <Stack gap={6}>
        <Text fw={600}>{title}</Text>
        <ReportWords words={text} />
        <Button size="xs" variant="default" onClick={onChoose}>
          {action}
        </Button>
      </Stack>
    </Card>
  );
}
