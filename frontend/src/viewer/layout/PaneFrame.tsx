import { type DragEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isChinese } from "../../i18n";
import { dateText } from "../../ui/time";
import type { Sheet } from "../sheets";
import { draggedInstance } from "./dragging";
import classes from "./layout.module.css";
import type { Collection, Shown } from "./usePanes";

interface PaneFrameProps {
  number: number;
  shown: Shown;
  isActive: boolean;
  isMany: boolean;
  /** Whether an earlier study stands in one of the panes: then each says whose it is. */
  isCompared: boolean;
  onActivate: () => void;
  onDrop: (instanceId: string) => void;
  children: ReactNode;
}

/** The border of a pane: which one is active, whose pictures it holds, and where a thumbnail can be dropped. */
export function PaneFrame(props: PaneFrameProps) {
  const { number, shown, isActive, isMany, isCompared, onActivate, onDrop, children } = props;
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  const wasActive = useRef(isActive);
  useEffect(() => {
    // The focus goes to the pane that became active, unless it is in it or someone is typing elsewhere.
    if (isActive && !wasActive.current && !holdsFocus(frame.current)) frame.current?.focus({ preventScroll: true });
    wasActive.current = isActive;
  }, [isActive]);
  const over = (event: DragEvent) => {
    if (draggedInstance(event) === null) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    const id = draggedInstance(event);
    setOver(false);
    if (id === null) return;
    event.preventDefault();
    onDrop(event.dataTransfer.getData(id));
  };
  return (
    <div
      ref={frame}
      className={classes.frame}
      role="group"
      aria-label={t("layout.pane", { number })}
      aria-current={isMany ? isActive : undefined}
      tabIndex={isMany ? 0 : undefined}
      data-testid="pane"
      data-active={isActive}
      data-many={isMany || undefined}
      data-over={isOver || undefined}
      onPointerDownCapture={onActivate}
      onWheelCapture={onActivate}
      onFocus={onActivate}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {shown.kind === "sheet" && isCompared && <Whose sheet={shown.sheet} collection={shown.collection} />}
      {children}
    </div>
  );
}

function holdsFocus(frame: HTMLElement | null): boolean {
  const focused = document.activeElement;
  return frame?.contains(focused) === true || /^(?:input|textarea|select)$/i.test(focused?.tagName ?? "");
}

function Whose({ sheet, collection }: { sheet: Sheet; collection: Collection }) {
  const { t } = useTranslation();
  const { prior } = collection;
  const date = dateText(sheet.study.study_date) || t("layout.noDate");
  const isDoubted = prior !== null && prior.standing !== "same";
  return (
    <div
      className={classes.whose}
      data-testid="whose"
      data-prior={prior !== null || undefined}
      data-doubt={isDoubted || undefined}
    >
      <span>{prior === null ? t("layout.current") : t("layout.prior")}</span>
      <span>{date}</span>
      <span>
        {[sheet.series.modality, sheet.series.body_part_examined].filter(Boolean).join(" ")}
        <bdi> {sheet.study.study_description}</bdi>
      </span>
      {isDoubted && <strong role="alert">{isChinese() ? prior.warning_zh : prior.warning_en}</strong>}
    </div>
  );
}
