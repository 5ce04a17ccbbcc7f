import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { isHoldLost } from "../api/problem";
import type { ReadingDetail } from "../api/types";
import { hasLost, type HoldMemory, holdMemoryIn, isHeldHere } from "./hold";
import { heartbeat, readingKey, startReading } from "./queries";

const HEARTBEAT_MS = 30_000;
const RETRY_MS = 5_000;

export interface HoldHere {
  /** The fencing token that START gave this window; null when this window writes nothing. */
  token: number | null;
  isLost: boolean;
  /** The last heartbeat got no answer: the hold may or may not still be ours. */
  isUnsure: boolean;
  start: () => Promise<void>;
  /** Forgets the hold after an act of our own ended it. */
  letGo: () => void;
}

/** The hold of this window on a reading: begun by START, kept by a heartbeat, gone when the server says so. */
export function useHold(reading: ReadingDetail, accountId: string): HoldHere {
  const queries = useQueryClient();
  const [memory] = useState<HoldMemory>(() => holdMemoryIn(sessionStorage, reading.id));
  const [token, setToken] = useState<number | null>(() =>
    isHeldHere(reading, accountId, memory.read()) ? memory.read() : null,
  );
  const [isRefused, setIsRefused] = useState(false);
  const [isUnsure, setIsUnsure] = useState(false);
  const isLost = isRefused || (token !== null && hasLost(reading, accountId, token));

  const start = useCallback(async () => {
    const hold = await startReading(reading.id);
    memory.write(hold.fencing_token);
    await queries.invalidateQueries({ queryKey: readingKey(reading.id) });
    setIsRefused(false);
    setIsUnsure(false);
    setToken(hold.fencing_token);
    void queries.invalidateQueries({ queryKey: ["readings"] });
  }, [queries, reading.id, memory]);

  const letGo = useCallback(() => {
    memory.forget();
    setToken(null);
    setIsRefused(false);
  }, [memory]);

  useEffect(() => {
    if (token === null || isLost) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const again = (isAnswered: boolean) => {
      if (isOver) return;
      setIsUnsure(!isAnswered);
      timer = setTimeout(beat, isAnswered ? HEARTBEAT_MS : RETRY_MS);
    };
    const beat = () =>
      heartbeat(reading.id, token).then(
        () => again(true),
        (error: unknown) => (isHoldLost(error) ? setIsRefused(true) : again(false)),
      );
    timer = setTimeout(beat, HEARTBEAT_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [token, isLost, reading.id]);

  return { token, isLost, isUnsure, start, letGo };
}
