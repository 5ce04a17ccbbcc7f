import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./viewer.module.css";

interface ToolButtonProps {
  label: string;
  hint?: string;
  keys?: string;
  isOn?: boolean;
  isDisabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** One action of the toolbar: what it does and its key are said when the pointer or the focus rests on it. */
export function ToolButton({ label, hint, keys, isOn, isDisabled = false, onClick, children }: ToolButtonProps) {
  const text = keys === undefined ? label : `${label} (${keys})`;
  const tip =
    hint === undefined ? (
      text
    ) : (
      <>
        {text}
        <br />
        {hint}
      </>
    );
  return (
    <Tooltip
      label={tip}
      openDelay={300}
      withArrow
      multiline
      maw={300}
      events={{ hover: true, focus: true, touch: false }}
    >
      <button
        type="button"
        className={classes.tool}
        aria-label={label}
        aria-keyshortcuts={keys}
        aria-pressed={isOn}
        disabled={isDisabled}
        onClick={onClick}
      >
        {children}
      </button>
    </Tooltip>
  );
}
