import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { usePane } from "./pane";

/** Toolbars of a pane: they stand above all panes, and only those of the active one. */
export function PaneBars({ children }: { children: ReactNode }) {
  const { isActive, bars } = usePane();
  return isActive && bars !== null ? createPortal(children, bars) : null;
}
