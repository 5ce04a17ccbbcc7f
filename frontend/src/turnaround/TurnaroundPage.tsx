import { Card, Group as Row, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import { serverNow } from "../api/clock";
import type { TurnaroundRow } from "../api/types";
import { ModalityMark } from "../study/ModalityMark";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { QuantileBar } from "../ui/QuantileBar";
import { spanOf } from "../ui/time";
import { useSpanText } from "../ui/useSpanText";
import { type Group, groupsOf, longestOf } from "./figures";

const RANGES = ["1", "7", "30"] as const;
type Range = (typeof RANGES)[number];
const DAY_MS = 24 * 3600 * 1000;
const REFRESH_MS = 60_000;

function loadFigures(days: number) {
  const from = new Date(serverNow() - days * DAY_MS).toISOString();
  return bodyOf(api.GET("/api/turnaround", { params: { query: { from } } }));
}

/** How long each part of the way takes, by clinic and kind of study. */
export function TurnaroundPage() {
  const { t } = useTranslation();
  const [range, setRange] = useState<Range>("7");
  const figures = useQuery({
    queryKey: ["turnaround", range],
    queryFn: () => loadFigures(Number(range)),
    refetchInterval: REFRESH_MS,
  });
  return (
    <PageFrame
      title={t("admin.turnaround.title")}
      width={1400}
      actions={
        <SegmentedControl
          aria-label={t("admin.turnaround.rangeLabel")}
          value={range}
          onChange={(chosen) => setRange(chosen as Range)}
          data={RANGES.map((value) => ({ value, label: t(`admin.turnaround.range.days${value}`) }))}
        />
      }
    >
      <Text size="sm" c="dimmed" mb="md">
        {t("admin.turnaround.note")}
      </Text>
      <Loaded query={figures}>
        {(rows) =>
          rows.length === 0 ? (
            <Card withBorder>
              <Empty text={t("admin.turnaround.empty")} />
            </Card>
          ) : (
            <Stack>
              {groupsOf(rows).map((group) => (
                <FiguresCard key={group.key} group={group} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </PageFrame>
  );
}

function FiguresCard({ group }: { group: Group }) {
  const { t } = useTranslation();
  const most = longestOf(group.rows);
  return (
    <Card withBorder p="md" component="section">
      <Row gap="md" mb="xs">
        <Text fw={700} component="h2" m={0}>
          <bdi>{group.clinicName}</bdi>
        </Text>
        <ModalityMark modality={group.modality} />
      </Row>
      <Table verticalSpacing={4} style={{ tableLayout: "fixed" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={200}>{t("admin.turnaround.segment")}</Table.Th>
            <Table.Th w={70} ta="right">
              {t("admin.turnaround.count")}
            </Table.Th>
            <Table.Th w={120} ta="right">
              {t("admin.turnaround.p50")}
            </Table.Th>
            <Table.Th w={120} ta="right">
              {t("admin.turnaround.p90")}
            </Table.Th>
            <Table.Th w={120} ta="right">
              {t("admin.turnaround.p95")}
            </Table.Th>
            <Table.Th>{t("admin.turnaround.distribution")}</Table.Th>
            <Table.Th w={90} ta="right">
              {t("admin.turnaround.within")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {group.rows.map((row) => (
            <FiguresRow key={row.segment} row={row} most={most} />
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function FiguresRow({ row, most }: { row: TurnaroundRow; most: number }) {
  const { t } = useTranslation();
  const spanText = useSpanText();
  const text = (seconds: number | null) => (seconds === null ? "–" : spanText(spanOf(seconds * 1000)));
  const words = { p50: text(row.p50_s), p90: text(row.p90_s), p95: text(row.p95_s) };
  return (
    <Table.Tr fw={row.segment === "term" ? 700 : 400}>
      <Table.Td>
        {t(`admin.turnaround.name.${row.segment}`)}
        {row.left_out > 0 && (
          <Text size="xs" c="var(--mantine-color-orange-light-color)">
            {t("admin.turnaround.leftOut", { count: row.left_out })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{row.count}</Table.Td>
      <Table.Td ta="right">{words.p50}</Table.Td>
      <Table.Td ta="right">{words.p90}</Table.Td>
      <Table.Td ta="right">{words.p95}</Table.Td>
      <Table.Td>
        <QuantileBar
          label={t("admin.turnaround.bar", words)}
          p50={row.p50_s ?? 0}
          p90={row.p90_s ?? 0}
          p95={row.p95_s ?? 0}
          most={most}
        />
      </Table.Td>
      <Table.Td ta="right">
        {row.within_term_share === null ? "" : `${Math.round(100 * row.within_term_share)} %`}
      </Table.Td>
    </Table.Tr>
  );
}
