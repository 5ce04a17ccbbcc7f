import { Badge, Group, Progress, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Keeping } from "../api/types";
import { momentText } from "../ui/time";
import { sizeText } from "./retention";

/** How far both stores are re-read, and what waits for its second copy. */
export function KeepingState({ keeping }: { keeping: Keeping }) {
  const { t } = useTranslation();
  const blocks = 1 + (keeping.copying ? 2 : 0) + (keeping.renditions_waiting > 0 ? 1 : 0);
  return (
    <SimpleGrid cols={{ base: 1, sm: blocks }}>
      <PassState title={t("admin.retention.scrub")} pass={keeping.scrub} />
      {keeping.copying && (
        <>
          <PassState title={t("admin.retention.scrubSecond")} pass={keeping.scrub_second} />
          <CopyingState copying={keeping.copying} />
        </>
      )}
      {keeping.renditions_waiting > 0 && <RenditionsState waiting={keeping.renditions_waiting} />}
    </SimpleGrid>
  );
}

function PassState({ title, pass }: { title: string; pass: Keeping["scrub"] }) {
  const { t, i18n } = useTranslation();
  if (pass === null) return <Text c="dimmed">{`${title} · ${t("admin.retention.notBegun")}`}</Text>;
  const percent = Math.floor(pass.share * 100);
  return (
    <Stack gap={4}>
      <Group gap={8}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        {pass.is_behind && <Badge color="red">{t("admin.retention.behind")}</Badge>}
      </Group>
      <Progress value={percent} aria-label={title} color={pass.is_behind ? "red" : "teal"} />
      <Text size="xs" c="dimmed">
        {t("admin.retention.passShare", { percent, from: momentText(pass.began_at, i18n.language) })}
        <br />
        {pass.unread_since
          ? t("admin.retention.unreadSince", { at: momentText(pass.unread_since, i18n.language) })
          : t("admin.retention.firstPass")}
      </Text>
    </Stack>
  );
}

function RenditionsState({ waiting }: { waiting: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t("admin.retention.renditions")}
      </Text>
      <Text size="sm">{t("admin.retention.renditionsWait", { count: waiting })}</Text>
    </Stack>
  );
}

function CopyingState({ copying }: { copying: NonNullable<Keeping["copying"]> }) {
  const { t, i18n } = useTranslation();
  const at = (moment: string) => momentText(moment, i18n.language);
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t("admin.retention.copying")}
      </Text>
      <Text size="sm">
        {copying.waiting_objects === 0
          ? t("admin.retention.nothingWaits")
          : t("admin.retention.waits", {
              count: copying.waiting_objects,
              size: sizeText(copying.waiting_bytes),
              since: copying.waiting_since ? at(copying.waiting_since) : "",
            })}
      </Text>
      <Text size="xs" c="dimmed">
        {t("admin.retention.countedAt", { at: at(copying.counted_at) })}
        {copying.copied_at && ` · ${t("admin.retention.copiedAt", { at: at(copying.copied_at) })}`}
      </Text>
    </Stack>
  );
}
