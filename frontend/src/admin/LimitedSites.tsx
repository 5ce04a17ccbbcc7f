import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Overview } from "../api/types";
import { momentText } from "../ui/time";

/** Sites whose devices asked for more than they may in the last day. */
export function LimitedSites({ sites }: { sites: Overview["limited_sites"] }) {
  const { t, i18n } = useTranslation();
  return (
    <Table verticalSpacing="xs" aria-label={t("admin.overview.limitedSites")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("admin.overview.clinic")}</Table.Th>
          <Table.Th>{t("admin.clinics.site")}</Table.Th>
          <Table.Th>{t("admin.overview.limit")}</Table.Th>
          <Table.Th>{t("admin.overview.lastTime")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sites.map((site) => (
          <Table.Tr key={`${site.site_id} ${site.limit}`}>
            <Table.Td>
              <bdi>{site.clinic_name}</bdi>
            </Table.Td>
            <Table.Td>
              <bdi>{site.site_name}</bdi>
            </Table.Td>
            <Table.Td>{t(`admin.clinics.limit.${site.limit}`)}</Table.Td>
            <Table.Td>
              {momentText(site.last_at, i18n.language)}
              <Text size="xs" c="dimmed">
                {t("admin.overview.timesLimited", { count: site.times })}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
