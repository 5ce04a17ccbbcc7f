import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isProblem, UNREACHABLE } from "../api/problem";
import { isChinese } from "../i18n";
import { IconAlert } from "./icons";

/** The sentence that tells a person what went wrong, in the language of the page. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (!isProblem(error)) return t("common.unexpected");
    if (error.code === UNREACHABLE) return t("common.unreachable");
    const title = isChinese(i18n.language) ? error.titleZh : error.titleEn;
    return title || t("common.unexpected");
  };
}

export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  if (error === null || error === undefined) return null;
  return (
    <Alert color="red" icon={<IconAlert />} role="alert" p="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{textOf(error)}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t("common.retry")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
