import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Isolated } from "../ui/Isolated";
import classes from "./critical.module.css";
import type { Level } from "./queries";

/** Whom to ring, in the order of the plan; the first number stands large. */
export function Contacts({ contacts, orderedBy }: { contacts: readonly Level[]; orderedBy: string | null }) {
  const { t } = useTranslation();
  const reachable = contacts.filter((each) => each.phone || each.name);
  const [first, ...others] = reachable;
  return (
    <Stack gap={2}>
      {first ? (
        <Text size="sm">
          {t("critical.ring")} {t(`critical.level.${first.kind}`)} <Isolated>{first.name ?? ""}</Isolated>{" "}
          <a href={`tel:${first.phone}`} className={classes.call ?? ""}>
            {first.phone}
          </a>
        </Text>
      ) : (
        <Text size="sm" c="red.8">
          {t("critical.noPhone")}
        </Text>
      )}
      <Group gap="md">
        {others.map((each) => (
          <Text key={`${each.kind}${each.after_minutes}`} size="xs">
            {t(`critical.level.${each.kind}`)} <Isolated>{each.name ?? ""}</Isolated> {each.phone}
          </Text>
        ))}
      </Group>
      {orderedBy && (
        <Text size="xs" c="dimmed">
          {t("critical.orderedBy")} <Isolated>{orderedBy}</Isolated>
        </Text>
      )}
    </Stack>
  );
}
