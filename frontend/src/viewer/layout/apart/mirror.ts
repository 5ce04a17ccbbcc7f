import type { Keeper } from "../../../report/keeper";
import { type Evidence, NO_EVIDENCE } from "../../evidence/evidence";

const VIEW = { value: NO_EVIDENCE, state: "saved", savedAt: null, isRestored: false, theirs: null, error: null } as const;

/** Stands for the desk's keeper in the second window: what is drawn here goes to the desk, which keeps it. */
export const AT_THE_DESK: Keeper<Evidence> = {
  view: () => VIEW,
  revision: () => 0,
  subscribe: () => () => undefined,
  type: () => undefined,
  flush: () => Promise.resolve(true),
  choose: () => undefined,
  lose: () => undefined,
  finish: () => undefined,
  dispose: () => undefined,
};
