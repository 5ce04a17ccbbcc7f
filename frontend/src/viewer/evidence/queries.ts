import { useQueries } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client";
import type { Proof } from "../../report/queries";
import type { InstanceDisplay } from "../display";
import { displayOf } from "../queries";
import { type Evidence, toServer } from "./evidence";

export function saveEvidence(readingId: string, evidence: Evidence, proof: Proof) {
  return bodyOf(
    api.PUT("/api/readings/{reading_id}/evidence", {
      params: { path: { reading_id: readingId } },
      body: { ...toServer(evidence), ...proof },
    }),
  );
}

/** What the server says of these pictures, as far as it has come. */
export function useDisplays(instanceIds: readonly string[]): ReadonlyMap<string, InstanceDisplay> {
  const asked = [...new Set(instanceIds)];
  const answers = useQueries({ queries: asked.map(displayOf) });
  return new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])));
}
