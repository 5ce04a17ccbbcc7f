import { Badge, Code, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Overview } from "../api/types";
import { momentText } from "../ui/time";

/** Objects of the archive that are missing, different or unreadable: somebody has to act. */
export function ObjectsWrong({ objects }: { objects: Overview["objects_wrong"] }) {
  const { t, i18n } = useTranslation();
  return (
    <Table verticalSpacing="xs" aria-label={t("admin.overview.objectsWrong")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("admin.overview.clinic")}</Table.Th>
          <Table.Th>{t("admin.overview.object")}</Table.Th>
          <Table.Th>{t("admin.overview.state")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {objects.map((object) => (
          <Table.Tr key={`${object.kind} ${object.row_id}`}>
            <Table.Td>
              <bdi>{object.clinic_name}</bdi>
              <Text size="xs" c="dimmed">
                {momentText(object.found_at, i18n.language)}
              </Text>
            </Table.Td>
            <Table.Td style={{ overflowWrap: "anywhere" }}>
              {t(`admin.overview.objectKind.${object.kind}`)}
              <br />
              <Code>{object.locator}</Code>
            </Table.Td>
            <Table.Td>
              <Badge color="red" variant="light" radius="sm">
                {t(`admin.overview.fault.${object.fault}`)}
              </Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
