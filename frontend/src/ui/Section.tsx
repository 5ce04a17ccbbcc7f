import { Button, Card, Group, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  hint?: string;
  action?: string;
  onAction?: () => void;
  children: ReactNode;
}

export function Section({ title, hint, action, onAction, children }: SectionProps) {
  const id = useId();
  return (
    <Card withBorder component="section" aria-labelledby={id} p="md">
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <div>
          <Title order={2} size="h5" id={id}>
            {title}
          </Title>
          {hint && (
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        {action && (
          <Button size="xs" variant="light" onClick={onAction} style={{ flex: "none" }}>
            {action}
          </Button>
        )}
      </Group>
      {children}
    </Card>
  );
}
