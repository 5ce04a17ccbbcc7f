import { Group, Popover, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconHelp } from "./icons";
import { type Action, DRAWING_KEYS, type DrawingAction, SHEETS, shownKey } from "./keys";
import { LayoutSheet } from "./layout/LayoutSheet";
import { ToolButton } from "./ToolButton";

/** The list of keys, behind its button and behind the question mark. */
export function Help({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => opened !== isOpen && onToggle()}
      position="bottom"
      shadow="md"
      withArrow
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span>
          <ToolButton label={t("viewer.help")} keys={shownKey("help")} isOn={isOpen} onClick={onToggle}>
            <IconHelp />
          </ToolButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown tabIndex={0} mah="max(260px, calc(100dvh - 270px))" maw="96vw" style={{ overflow: "auto" }}>
        <Group align="flex-start" gap="lg">
          <div>
            <Sheet name="tools" />
            <LayoutSheet />
          </div>
          <div>
            <Sheet name="measureTools" />
            <Text size="sm" fw={600} mt={6}>
              {t("viewer.drawingKeys")}
            </Text>
            <Rows name={t("viewer.drawingKeys")} rows={DRAWING_KEYS} />
          </div>
          <Sheet name="pictures" />
        </Group>
        <Text size="sm" c="dimmed" mt={4}>
          {t("viewer.helpWheel")}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}

function Sheet({ name }: { name: keyof typeof SHEETS }) {
  const { t } = useTranslation();
  return (
    <Rows name={t(`viewer.${name}`)} rows={SHEETS[name]}>
      {name === "tools" && (
        <Table.Tr>
          <Table.Td>
            <kbd>1</kbd>–<kbd>9</kbd>
          </Table.Td>
          <Table.Td>{t("viewer.preset")}</Table.Td>
        </Table.Tr>
      )}
    </Rows>
  );
}

interface RowsProps {
  name: string;
  rows: readonly { shown: string; action: Action | DrawingAction }[];
  children?: ReactNode;
}

function Rows({ name, rows, children }: RowsProps) {
  const { t } = useTranslation();
  return (
    <Table verticalSpacing={1} fz="sm" w="auto" aria-label={name}>
      <Table.Tbody>
        {rows.map(({ shown, action }) => (
          <Table.Tr key={action}>
            <Table.Td>
              <kbd>{shown}</kbd>
            </Table.Td>
            <Table.Td>{t(`viewer.${action}`)}</Table.Td>
          </Table.Tr>
        ))}
        {children}
      </Table.Tbody>
    </Table>
  );
}
