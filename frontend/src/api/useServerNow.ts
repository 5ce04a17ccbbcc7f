import { useEffect, useState } from "react";
import { serverNow } from "./clock";

/** The server's time, read again every `everyMs`; null stops the clock. */
export function useServerNow(everyMs: number | null): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
