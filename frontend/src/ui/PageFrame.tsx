import { Box, Group, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";

interface PageFrameProps {
  title: string;
  actions?: ReactNode;
  width?: number;
  children: ReactNode;
}

/** A page with its heading; the heading is the window's title as well. */
export function PageFrame({ title, actions, width = 1240, children }: PageFrameProps) {
  useDocumentTitle(title);
  return (
    <Box maw={width} mx="auto" px="lg" py="md">
      <Group justify="space-between" mb="md">
        <Title order={1} size="h3">
          {title}
        </Title>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

export function useDocumentTitle(title: string): void {
  const { t } = useTranslation();
  const product = t("common.product");
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
