import type { ReactNode } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import classes from "./Panes.module.css";

export interface Pane {
  id: string;
  label: string;
  content: ReactNode;
  defaultSize: string;
  minSize: string;
}

/** Panes side by side, resized by mouse or arrow keys, remembered in this browser. */
export function Panes({
  id,
  panes,
  separators,
}: {
  id: string;
  panes: readonly Pane[];
  separators: readonly string[];
}) {
  const remembered = useDefaultLayout({ id, storage: localStorage });
  return (
    <Group className={classes.group ?? ""} {...remembered}>
      {panes.flatMap((pane, index) => [
        ...(index > 0
          ? [
              <Separator
                key={`${pane.id}-edge`}
                className={classes.edge ?? ""}
                aria-label={separators[index - 1] ?? ""}
              />,
            ]
          : []),
        <Panel
          key={pane.id}
          id={pane.id}
          defaultSize={pane.defaultSize}
          minSize={pane.minSize}
          className={classes.panel ?? ""}
        >
          <section aria-label={pane.label} className={classes.content}>
            {pane.content}
          </section>
        </Panel>,
      ])}
    </Group>
  );
}
