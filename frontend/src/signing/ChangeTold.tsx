import { Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Change } from "../api/types";

const COLORS = { none: "teal", wording: "gray", minor: "orange", major: "red" } as const;

/** How much was changed, and why it is not less. */
export function ChangeTold({ change }: { change: Change }) {
  const { t } = useTranslation();
  const size = change.size ?? "none";
  return (
    <Group gap="xs">
      <Badge color={COLORS[size]} radius="sm" variant="light">
        {t(`signing.change.${size}`)}
      </Badge>
      {change.reasons.map((reason) => (
        <Text key={reason} size="sm" c="dimmed">
          {t(`signing.changeReason.${reason}`)}
        </Text>
      ))}
    </Group>
  );
}
