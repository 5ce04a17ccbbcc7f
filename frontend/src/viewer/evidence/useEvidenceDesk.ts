import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { ReadingDetail } from "../../api/types";
import { copiesOf } from "../../report/copies";
import { createKeeper, type Keeper } from "../../report/keeper";
import { loadReading, readingKey } from "../../worklist/queries";
import type { HoldHere } from "../../worklist/useHold";
import type { EvidenceHere } from "./context";
import { evidenceDesk } from "./desk";
import { type Evidence, EVIDENCE, fromServer, NO_EVIDENCE, savedFrom } from "./evidence";
import { saveEvidence } from "./queries";

/** What was drawn on a Reading: shown as the server has it, and kept by itself while this window holds the Reading. */
export function useEvidenceDesk(reading: ReadingDetail, hold: HoldHere, accountId: string): EvidenceHere {
  const [desk] = useState(evidenceDesk);
  const queries = useQueryClient();
  const [keeper, setKeeper] = useState<Keeper<Evidence> | null>(null);
  const { id, evidence } = reading;
  const instances = reading.studies.flatMap(({ series }) => series.flatMap((one) => one.instances));
  desk.setInstances(new Set(instances.map((instance) => instance.id)));
  const token = reading.actions.includes("mark") || hold.isLost ? hold.token : null;

  // The Reading is asked for again and again; only what is new in it is looked at.
  const saved = JSON.stringify(evidence);
  useEffect(() => {
    if (token === null) desk.show(evidence === null ? NO_EVIDENCE : fromServer(evidence));
  }, [desk, token, saved]);

  useEffect(() => {
    if (token === null) return undefined;
    const made = createKeeper({
      kind: EVIDENCE,
      initial: savedFrom(evidence),
      copies: copiesOf(EVIDENCE, localStorage, accountId, id),
      save: async (value, revision) => savedFrom(await saveEvidence(id, value, { revision, fencing_token: token }))!,
      reload: async () => {
        const fresh = await loadReading(id);
        queries.setQueryData(readingKey(id), fresh);
        return savedFrom(fresh.evidence);
      },
      now: Date.now,
    });
    const stop = desk.keep(made);
    const leave = guard(made);
    setKeeper(made);
    return () => {
      leave();
      stop();
      if (made.view().state === "typing") void made.flush();
      made.dispose();
      setKeeper(null);
    };
    // One keeper for one hold: what the server says later goes through it.
  }, [desk, token, id, accountId]);

  const { isLost } = hold;
  useEffect(() => {
    if (isLost) keeper?.lose();
  }, [isLost, keeper]);

  const owner = ownerOf(reading, accountId);
  return useMemo(() => ({ desk, keeper, owner }), [desk, keeper, owner]);
}

/** Nothing drawn is lost when the window is closed or hidden. */
function guard(keeper: Keeper<Evidence>): () => void {
  const warn = (event: BeforeUnloadEvent) => {
    const { state } = keeper.view();
    if (state !== "saved" && state !== "lost") event.preventDefault();
  };
  const saveWhenHidden = () => {
    if (document.visibilityState === "hidden" && keeper.view().state === "typing") void keeper.flush();
  };
  window.addEventListener("beforeunload", warn);
  document.addEventListener("visibilitychange", saveWhenHidden);
  return () => {
    window.removeEventListener("beforeunload", warn);
    document.removeEventListener("visibilitychange", saveWhenHidden);
  };
}

/** Revision 0 is what was submitted or signed; more is the caller's own. */
function ownerOf({ evidence, submission }: ReadingDetail, accountId: string): string | null {
  if (evidence === null || evidence.revision > 0 || submission === null) return null;
  return submission.author_id === accountId ? null : submission.author_name;
}
