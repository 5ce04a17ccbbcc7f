import { type RefObject, useEffect, useState } from "react";
import { here } from "./here";

export type Miniature = { address: string } | "coming" | "missing";

/** A small picture for the strip, in its turn on the line, once it is to be seen there. */
export function useMiniature(instanceId: string, width: number, element: RefObject<Element | null>): Miniature {
  const [miniature, setMiniature] = useState<Miniature>("coming");
  useEffect(() => {
    const abort = new AbortController();
    let address: string | null = null;
    const asked = {
      address: `/api/instances/${instanceId}/rendered?width=${width}`,
      accept: "image/jpeg",
      size: 6_000,
      isRanged: false,
    };
    const fetch = async () => {
      const { bytes, filled } = await here.want(asked, { instanceId, frame: 1, part: "miniature" }, abort.signal);
      address = URL.createObjectURL(new Blob([bytes.subarray(0, filled)], { type: "image/jpeg" }));
      setMiniature({ address });
    };
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      fetch().catch(() => abort.signal.aborted || setMiniature("missing"));
    });
    if (element.current !== null) seen.observe(element.current);
    return () => {
      seen.disconnect();
      abort.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [instanceId, width, element]);
  return miniature;
}
