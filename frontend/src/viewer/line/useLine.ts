import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { Sheet } from "../sheets";
import { fetchAhead } from "./ahead";
import { here } from "./here";
import { previewAsked } from "./bring";

/** Says in what order the study lies, and has it all brought while it is read. */
export function useStudyAhead(sheets: readonly Sheet[]): void {
  const queries = useQueryClient();
  const ids = sheets.map(({ instance }) => instance.id).join(" ");
  const instances = useMemo(() => sheets.map(({ instance }) => instance), [ids]);
  useEffect(() => {
    const order = instances.map(({ id }) => id);
    const abort = new AbortController();
    here.attend((attention) => ({ ...attention, order }));
    void fetchAhead(instances, queries, abort.signal);
    return () => {
      abort.abort();
      here.attend((attention) => (attention.order === order ? { ...attention, order: [] } : attention));
    };
  }, [instances, queries]);
}

/** Asks for the preview beside the description that says whether there is one: a way there and back is saved. */
export function usePreviewAtOnce(instanceId: string, kind: string): void {
  useEffect(() => {
    if (kind !== "image" && kind !== "clip") return undefined;
    const abort = new AbortController();
    here
      .want(previewAsked(instanceId), { instanceId, frame: 1, part: "preview" }, abort.signal)
      .catch(() => undefined);
    return () => abort.abort();
  }, [instanceId, kind]);
}
