import type { ReactNode } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { useNarrow } from "./useNarrow";
import classes from "./Panes.module.css";

export interface Pane {
  id: string;
  label: string;
  content: ReactNode;
  defaultSize: string;
  minSize: string;
}

interface PanesProps {
  id: string;
  panes: readonly Pane[];
  separators: readonly string[];
  /** Which pane has the window to itself where it is narrow; without it all stand one over the other. */
  narrowId?: string;
}

/** Panes side by side, resized by mouse or arrow keys, remembered in this browser. */
export function Panes({ id, panes, separators, narrowId }: PanesProps) {
  const isNarrow = useNarrow();
  const alone = isNarrow ? panes.find((pane) => pane.id === narrowId) : undefined;
  if (alone !== undefined) {
    return (
      <section aria-label={alone.label} className={classes.content}>
        {alone.content}
      </section>
    );
  }
  return <SplitPanes key={String(isNarrow)} {...{ id, panes, separators, isNarrow }} />;
}

function SplitPanes({ id, panes, separators, isNarrow }: Omit<PanesProps, "narrowId"> & { isNarrow: boolean }) {
  const remembered = useDefaultLayout({ id: isNarrow ? `${id}.narrow` : id, storage: localStorage });
  return (
    <Group className={classes.group ?? ""} orientation={isNarrow ? "vertical" : "horizontal"} {...remembered}>
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
          minSize={isNarrow ? "20%" : pane.minSize}
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
