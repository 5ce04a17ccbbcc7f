import { createContext, useContext, useSyncExternalStore } from "react";
import type { Keeper } from "../../report/keeper";
import type { EvidenceDesk, Target } from "./desk";
import type { Evidence, KeyImage } from "./evidence";

export interface EvidenceHere {
  desk: EvidenceDesk;
  /** Keeps what is drawn while this window may write; null while it may only look. */
  keeper: Keeper<Evidence> | null;
  /** Whose it is that is shown, where it is somebody else's. */
  owner: string | null;
}

export const EvidenceContext = createContext<EvidenceHere | null>(null);

/** What was drawn and chosen on the study of this page. */
export function useEvidence(): EvidenceHere {
  const here = useContext(EvidenceContext);
  if (here === null) throw new Error("a picture stands beside its evidence");
  return here;
}

export function useKeyImages(): readonly KeyImage[] {
  const { keyImages } = useEvidence().desk;
  return useSyncExternalStore(keyImages.subscribe, keyImages.read);
}

/** The place that was asked for last. */
export function useTarget(): Target | null {
  const { desk } = useEvidence();
  return useSyncExternalStore(desk.subscribe, desk.target);
}
