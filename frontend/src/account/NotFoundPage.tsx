import { Button, Center, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { routes } from "../routes";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Center p="xl">
      <Stack align="center">
        <Title order={1} size="h3">
          {t("common.notFound")}
        </Title>
        <Text c="dimmed">{t("common.notFoundHint")}</Text>
        <Button component={Link} to={routes.home}>
          {t("common.goHome")}
        </Button>
      </Stack>
    </Center>
  );
}

/** What stays when a page itself fails. Report text is safe: it is in the draft's local copy. */
export function Crashed() {
  const { t } = useTranslation();
  return (
    <Center mih="60dvh" p="xl">
      <Stack align="center" role="alert">
        <Text>{t("common.unexpected")}</Text>
        <Button onClick={() => window.location.reload()}>{t("common.reload")}</Button>
      </Stack>
    </Center>
  );
}
