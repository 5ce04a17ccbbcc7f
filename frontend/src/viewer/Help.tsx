import { Popover, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconHelp } from "./icons";
import { KEYS, shownKey } from "./keys";
import { ToolButton } from "./ToolButton";

/** The list of keys, behind its button and behind the question mark. */
export function Help({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const label = (action: (typeof KEYS)[number]["action"]) => t(`viewer.${action}`);
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => opened !== isOpen && onToggle()}
      position="bottom-end"
      shadow="md"
      withArrow
    >
      <Popover.Target>
        <span>
          <ToolButton label={t("viewer.help")} keys={shownKey("help")} isOn={isOpen} onClick={onToggle}>
            <IconHelp />
          </ToolButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        <Table verticalSpacing={3} fz="sm" aria-label={t("viewer.help")}>
          <Table.Tbody>
            {KEYS.map(({ shown, action }) => (
              <Table.Tr key={action}>
                <Table.Td>
                  <kbd>{shown}</kbd>
                </Table.Td>
                <Table.Td>{label(action)}</Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Td>
                <kbd>1</kbd>–<kbd>9</kbd>
              </Table.Td>
              <Table.Td>{t("viewer.preset")}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
          <Table.Caption>{t("viewer.helpWheel")}</Table.Caption>
        </Table>
      </Popover.Dropdown>
    </Popover>
  );
}
