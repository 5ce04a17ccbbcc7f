import { createContext, useContext, useState } from "react";
import type { Tool } from "../tools";

/** What the reader has in hand: the same in every pane. */
export interface Hands {
  tool: Tool;
  setTool: (tool: Tool) => void;
  hasLabels: boolean;
  setLabels: (hasLabels: boolean) => void;
  isHelp: boolean;
  setHelp: (isHelp: boolean) => void;
}

export interface PaneHere {
  /** Whether keys and toolbars mean this pane. */
  isActive: boolean;
  hands: Hands;
  /** Where the toolbars of the active pane stand; null before the page has it. */
  bars: HTMLElement | null;
}

export const PaneContext = createContext<PaneHere | null>(null);

/** The pane that a picture stands in. */
export function usePane(): PaneHere {
  const here = useContext(PaneContext);
  if (here === null) throw new Error("a picture stands in a pane");
  return here;
}

export function useHands(): Hands {
  const [tool, setTool] = useState<Tool>("window");
  const [hasLabels, setLabels] = useState(true);
  const [isHelp, setHelp] = useState(false);
  return { tool, setTool, hasLabels, setLabels, isHelp, setHelp };
}
