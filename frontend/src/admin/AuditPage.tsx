import { Badge, Button, Card, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { AuditEvent } from "../api/types";
import { Empty, Loading } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { ProblemNote } from "../ui/ProblemNote";
import { secondText } from "../ui/time";

function loadPage(action: string, before: string | null) {
  const query = { ...(action ? { action } : {}), ...(before ? { before } : {}), limit: 100 };
  return bodyOf(api.GET("/api/audit", { params: { query } }));
}

/** Who did what, newest first, and whether a seal covers it yet. */
export function AuditPage() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [action] = useDebouncedValue(typed.trim(), 400);
  const pages = useInfiniteQuery({
    queryKey: ["audit", action],
    queryFn: ({ pageParam }) => loadPage(action, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_before,
  });
  const events = pages.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <PageFrame
      title={t("admin.audit.title")}
      width={1400}
      actions={
        <TextInput
          type="search"
          aria-label={t("admin.audit.action")}
          placeholder={t("admin.audit.actionHint")}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      }
    >
      <Card withBorder p={0}>
        {pages.isPending && <Loading />}
        {pages.isError && <ProblemNote error={pages.error} onRetry={() => void pages.refetch()} />}
        {pages.isSuccess && events.length === 0 && <Empty text={t("admin.audit.empty")} />}
        {events.length > 0 && <EventTable events={events} />}
        {pages.hasNextPage && (
          <Button
            variant="subtle"
            fullWidth
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t("admin.audit.older")}
          </Button>
        )}
      </Card>
    </PageFrame>
  );
}

function EventTable({ events }: { events: readonly AuditEvent[] }) {
  const { t, i18n } = useTranslation();
  return (
    <Table fz="sm" aria-label={t("admin.audit.title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={160}>{t("admin.audit.at")}</Table.Th>
          <Table.Th>{t("admin.audit.who")}</Table.Th>
          <Table.Th>{t("admin.audit.action")}</Table.Th>
          <Table.Th>{t("admin.audit.subject")}</Table.Th>
          <Table.Th>{t("admin.audit.detail")}</Table.Th>
          <Table.Th w={110} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.id}>
            <Table.Td>{secondText(event.at, i18n.language)}</Table.Td>
            <Table.Td style={{ whiteSpace: "nowrap" }}>
              <bdi>{event.account_name ?? t("admin.audit.system")}</bdi>
            </Table.Td>
            <Table.Td>
              <Text ff="monospace" size="sm">
                {event.action}
              </Text>
            </Table.Td>
            <Table.Td>
              {event.subject_kind}
              <Text size="xs" c="dimmed" ff="monospace">
                {event.subject_id}
              </Text>
            </Table.Td>
            <Table.Td style={{ overflowWrap: "anywhere" }}>{detailText(event)}</Table.Td>
            <Table.Td>
              <Badge variant="light" radius="sm" color={event.seal_number === null ? "gray" : "teal"}>
                {event.seal_number === null
                  ? t("admin.audit.unsealed")
                  : `${t("admin.audit.sealed")} ${event.seal_number}`}
              </Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function detailText(event: AuditEvent): string {
  return Object.entries(event.detail)
    .map(([name, value]) => `${name}=${value}`)
    .join("  ");
}
