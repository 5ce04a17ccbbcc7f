import { Group, Popover, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconHelp } from "./icons";
import { type KEYS, SHEETS, shownKey } from "./keys";
import { ToolButton } from "./ToolButton";

/** The list of keys, behind its button and behind the question mark. */
export function Help({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
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
        <Group align="flex-start" gap="xl" wrap="wrap">
          {SHEETS.map((keys, at) => (
            <Sheet key={at} keys={keys} />
          ))}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

function Sheet({ keys }: { keys: typeof KEYS }) {
  const { t } = useTranslation();
  const label = (action: (typeof KEYS)[number]["action"]) => t(`viewer.${action}`);
  const isLooking = keys === SHEETS[0];
  return (
        <Table verticalSpacing={1} fz="sm" w="auto" aria-label={t(isLooking ? "viewer.tools" : "viewer.measureTools")}>
          <Table.Tbody>
            {keys.map(({ shown, action }) => (
              <Table.Tr key={action}>
                <Table.Td>
                  <kbd>{shown}</kbd>
                </Table.Td>
                <Table.Td>{label(action)}</Table.Td>
              </Table.Tr>
            ))}
            {isLooking && (
              <Table.Tr>
                <Table.Td>
                  <kbd>1</kbd>–<kbd>9</kbd>
                </Table.Td>
                <Table.Td>{t("viewer.preset")}</Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
          {isLooking && <Table.Caption>{t("viewer.helpWheel")}</Table.Caption>}
        </Table>
  );
}
