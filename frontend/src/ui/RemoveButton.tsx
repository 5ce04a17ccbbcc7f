import { Button, Popover, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "./ProblemNote";

interface RemoveButtonProps {
  name: string;
  onRemove: () => Promise<unknown>;
}

/** Removes after one more question. */
export function RemoveButton({ name, onRemove }: RemoveButtonProps) {
  const { t } = useTranslation();
  const remove = useMutation({ mutationFn: onRemove });
  return (
    <Popover trapFocus withArrow shadow="md" position="left">
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" color="red" aria-label={`${t("common.remove")} ${name}`}>
          {t("common.remove")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" maw={300}>
          <Text size="sm">{t("common.removeAsk", { name })}</Text>
          <ProblemNote error={remove.error} />
          <Button size="xs" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t("common.remove")}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
