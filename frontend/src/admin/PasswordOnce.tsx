import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Account } from "../api/types";
import { CopyButton } from "../ui/CopyButton";

interface PasswordOnceProps {
  account: Account;
  password: string;
  onClose: () => void;
}

/** The one time that anybody sees a generated password; a click beside it does not close it. */
export function PasswordOnce({ account, password, onClose }: PasswordOnceProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={t("admin.people.passwordTitle")}
      centered
    >
      <Stack>
        <Text>
          <bdi>{account.display_name}</bdi> · {account.name}
        </Text>
        <Group>
          <Text ff="monospace" fz={24} fw={700} data-testid="generated-password">
            {password}
          </Text>
          <CopyButton value={password} />
        </Group>
        <Text size="sm" c="dimmed">
          {t("admin.people.passwordHint")}
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t("common.close")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
