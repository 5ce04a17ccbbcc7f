import { Center, Loader, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "./ProblemNote";

export function Loading() {
  const { t } = useTranslation();
  return (
    <Center p="xl" role="status">
      <Loader size="sm" mr="sm" />
      <Text c="dimmed">{t("common.loading")}</Text>
    </Center>
  );
}

export function Empty({ text, hint }: { text?: string; hint?: string }) {
  const { t } = useTranslation();
  return (
    <Stack align="center" gap={4} p="xl">
      <Text c="dimmed">{text ?? t("common.nothingHere")}</Text>
      {hint && (
        <Text c="dimmed" size="sm" ta="center" maw={440}>
          {hint}
        </Text>
      )}
    </Stack>
  );
}

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** Shows what a query brought; old data stays in sight, with a warning, while the server does not answer. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const { t } = useTranslation();
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    return query.isError ? <ProblemNote error={query.error} onRetry={retry} /> : <Loading />;
  }
  return (
    <>
      {query.isError && (
        <Text size="xs" c="var(--mantine-color-red-light-color)" role="status" px="xs" py={4}>
          {t("common.stale")}
        </Text>
      )}
      {children(query.data)}
    </>
  );
}
