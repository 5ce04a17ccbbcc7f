import { Text } from "@mantine/core";
import { type ReactNode, useId } from "react";

/** A set of choices under a visible label. */
export function Choice({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <Text id={id} size="md" fw={500} mb={2}>
        {label}
      </Text>
      {children}
    </div>
  );
}
