import { Alert, Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ReadingDetail } from "../api/types";
import { IconAlert } from "../ui/icons";
import { ProblemNote } from "../ui/ProblemNote";
import { acknowledgeLate, readingKey } from "./queries";
import type { HoldHere } from "./useHold";

/** What changed while somebody was reading, said once and clearly. */
export function ReadingBanners({ reading, hold }: { reading: ReadingDetail; hold: HoldHere }) {
  const { t } = useTranslation();
  return (
    <>
      {hold.isLost && <Banner color="red" text={t("worklist.lost")} />}
      {!hold.isLost && hold.isUnsure && <Banner color="yellow" text={t("worklist.unsure")} />}
      {reading.late_instance_at && <LateBanner reading={reading} lateAt={reading.late_instance_at} hold={hold} />}
    </>
  );
}

function LateBanner({ reading, lateAt, hold }: { reading: ReadingDetail; lateAt: string; hold: HoldHere }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: (token: number) => acknowledgeLate(reading.id, token, lateAt),
    onSettled: () => queries.invalidateQueries({ queryKey: readingKey(reading.id) }),
  });
  const token = hold.token;
  const canAcknowledge = reading.actions.includes("acknowledge_late") && token !== null && !hold.isLost;
  return (
    <>
      <Banner color="orange" text={reading.state === "in_review" ? t("worklist.lateReviewer") : t("worklist.late")}>
        {canAcknowledge && (
          <Button size="xs" color="orange" loading={acknowledge.isPending} onClick={() => acknowledge.mutate(token)}>
            {t("worklist.lateSeen")}
          </Button>
        )}
      </Banner>
      <ProblemNote error={acknowledge.error} />
    </>
  );
}

function Banner({ color, text, children }: { color: string; text: string; children?: React.ReactNode }) {
  return (
    <Alert color={color} variant="light" radius={0} py={6} px="sm" icon={<IconAlert />} role="alert">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>
          {text}
        </Text>
        {children}
      </Group>
    </Alert>
  );
}
