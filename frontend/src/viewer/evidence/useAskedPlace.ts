import { useEffect } from "react";
import { useSearchParams } from "react-router";
import type { EvidenceDesk } from "./desk";

/** Goes to the picture that the address names, as a report does that points at it. */
export function useAskedPlace(desk: EvidenceDesk): void {
  const [asked] = useSearchParams();
  const instanceId = asked.get("instance");
  const frame = Number(asked.get("frame") ?? 1);
  useEffect(() => {
    if (instanceId !== null) desk.go({ instanceId, frame: Number.isInteger(frame) ? frame : 1, markId: null });
  }, [desk, instanceId, frame]);
}
