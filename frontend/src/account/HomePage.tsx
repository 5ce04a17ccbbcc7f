import { Center, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { homeOf } from "./home";
import { useAccount } from "./session";

export function HomePage() {
  const { t } = useTranslation();
  const home = homeOf(useAccount().roles);
  if (home) return <Navigate to={home} replace />;
  return (
    <Center p="xl">
      <Text>{t("account.noRole")}</Text>
    </Center>
  );
}
