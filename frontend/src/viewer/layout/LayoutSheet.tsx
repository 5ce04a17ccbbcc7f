import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LAYOUT_KEYS, SERIES_KEYS } from "./keys";

/** The keys of the panes, for the help sheet. */
export function LayoutSheet() {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" fw={600} mt="sm">
        {t("layout.keys")}
      </Text>
      <Table verticalSpacing={2} fz="sm" w="auto" aria-label={t("layout.keys")}>
        <Table.Tbody>
          {LAYOUT_KEYS.map(({ shown, action }) => (
            <Table.Tr key={action}>
              <Table.Td>
                <kbd>{shown}</kbd>
              </Table.Td>
              <Table.Td>{t(`layout.${action}`)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td>
              <kbd>{SERIES_KEYS}</kbd>
            </Table.Td>
            <Table.Td>{t("layout.seriesIntoPane")}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </>
  );
}
