import { Input } from "@mantine/core";
import { type ReactNode, useId } from "react";

/** A set of choices under a visible label. */
export function Choice({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <Input.Label id={id} size="md" labelElement="div" display="block">
        {label}
      </Input.Label>
      {children}
    </div>
  );
}
