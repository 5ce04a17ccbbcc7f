import { Button, CopyButton as Copy } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconCheck, IconCopy } from "./icons";

export function CopyButton({ value, size = "sm" }: { value: string; size?: string }) {
  const { t } = useTranslation();
  return (
    <Copy value={value}>
      {({ copied, copy }) => (
        <Button
          size={size}
          variant="light"
          color={copied ? "teal" : "brand"}
          leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          onClick={copy}
        >
          {copied ? t("common.copied") : t("common.copy")}
        </Button>
      )}
    </Copy>
  );
}
