import { Button, Center, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Stands on the desk while the pictures are in a window of their own. */
export function PicturesApart({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <Center h="100%">
      <Stack align="center" gap="sm">
        <Text fw={600}>{t("layout.outHere")}</Text>
        <Text size="sm" c="dimmed" ta="center" maw={360}>
          {t("layout.outHint")}
        </Text>
        <Button variant="default" onClick={onBack}>
          {t("layout.outBack")}
        </Button>
      </Stack>
    </Center>
  );
}
