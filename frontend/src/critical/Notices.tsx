import { Badge, Button, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LIVE_MS } from "../api/queries";
import { isChinese } from "../i18n";
import { Empty, Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { Section } from "../ui/Section";
import { momentText } from "../ui/time";
import { adminKey, loadNotices, sendNoticeAgain } from "./adminQueries";
import { CRITICAL, type NoticeLine } from "./queries";

const COLOURS: Record<NoticeLine["state"], string> = {
  queued: "orange",
  sending: "blue",
  sent: "teal",
  dead: "red",
  needless: "gray",
};

/** What was to be said outside, how that went, and another try. */
export function Notices() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const notices = useQuery({ queryKey: adminKey("notices"), queryFn: loadNotices, refetchInterval: LIVE_MS });
  const again = useMutation({
    mutationFn: sendNoticeAgain,
    onSuccess: () => queries.invalidateQueries({ queryKey: [CRITICAL] }),
  });
  return (
    <Section title={t("critical.admin.notices")}>
      <ProblemNote error={again.error} />
      <Loaded query={notices}>
        {(all) =>
          all.length === 0 ? (
            <Empty text={t("critical.admin.noNotices")} />
          ) : (
            <Table fz="sm" aria-label={t("critical.admin.notices")}>
              <Table.Tbody>
                {all.map((notice) => (
                  <Line key={notice.id} notice={notice} onAgain={() => again.mutate(notice.id)} />
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Loaded>
    </Section>
  );
}

function Line({ notice, onAgain }: { notice: NoticeLine; onAgain: () => void }) {
  const { t, i18n } = useTranslation();
  const last = notice.attempts_log.find((each) => each.detail !== "");
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: "nowrap" }}>{momentText(notice.queued_at, i18n.language)}</Table.Td>
      <Table.Td>
        {isChinese(i18n.language) ? notice.said_zh : notice.said_en} <bdi>{notice.place}</bdi>
        <Text size="xs" c="dimmed">
          <bdi>{notice.address}</bdi>
          {notice.level > 0 && ` · ${t("critical.escalated", { level: notice.level })}`}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge color={COLOURS[notice.state]} variant="light">
          {t(`critical.admin.noticeState.${notice.state}`)}
        </Badge>
      </Table.Td>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        <bdi>{last?.detail ?? ""}</bdi>
      </Table.Td>
      <Table.Td ta="right">
        {(notice.state === "dead" || notice.state === "queued") && (
          <Button size="compact-sm" variant="light" onClick={onAgain}>
            {t("critical.admin.sendAgain")}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
