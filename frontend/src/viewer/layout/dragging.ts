import type { DragEvent } from "react";

const TYPE = "application/x-teleread-instance";

export function dragInstance(event: DragEvent, instanceId: string): void {
  event.dataTransfer.setData(TYPE, instanceId);
  event.dataTransfer.effectAllowed = "copy";
}

/** The type under which a thumbnail is being dragged; null where it is something else. */
export function draggedInstance(event: DragEvent): string | null {
  return event.dataTransfer.types.includes(TYPE) ? TYPE : null;
}
