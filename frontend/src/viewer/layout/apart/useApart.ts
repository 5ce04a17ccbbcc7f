import { useCallback, useEffect, useRef, useState } from "react";
import { routes } from "../../../routes";
import type { EvidenceDesk } from "../../evidence/desk";
import { isSameEvidence } from "../../evidence/evidence";
import { useLatest } from "../../useLatest";
import { channelOf, deskIdIn, type ToDesk, type ToWindow } from "./channel";

const LOOK_MS = 1_000;

/** The second window of this tab; it stays from one Reading to the next. */
let opened: Window | null = null;
let wasOut = false;

export interface Apart {
  /** Whether the pictures are in a window of their own. */
  isOut: boolean;
  isBlocked: boolean;
  open: () => void;
  bringBack: () => void;
}

interface ApartPart {
  reading: { id: string; patient: { id: string } };
  evidence: EvidenceDesk;
  /** Whether what is drawn may be changed now. */
  isOpen: boolean;
  onSeen: (instanceId: string) => void;
}

/** The desk's side of a second window: says what is before the reader, hears what was seen and drawn there. */
export function useApart({ reading, evidence, isOpen, onSeen }: ApartPart): Apart {
  const [isOut, setIsOut] = useState(wasOut);
  const setOut = useCallback((isNow: boolean) => {
    wasOut = isNow;
    setIsOut(isNow);
  }, []);
  const [isBlocked, setBlocked] = useState(false);
  const channel = useRef<BroadcastChannel | null>(null);
  const readingId = reading.id;
  const patientKey = reading.patient.id;
  const post = useCallback((message: ToWindow) => channel.current?.postMessage(message), []);
  const tell = useLatest(() => {
    post({ to: "window", kind: "show", readingId, patientKey });
    post({ to: "window", kind: "evidence", value: evidence.read(), isOpen });
  });
  const hear = useLatest((message: ToDesk) => {
    if (message.kind === "here") {
      setOut(true);
      tell();
    } else if (message.kind === "gone") setOut(false);
    else if (message.kind === "seen") onSeen(message.instanceId);
    else if (isOpen && !isSameEvidence(message.value, evidence.read())) {
      evidence.marks.load(message.value.marks);
      evidence.keyImages.load(message.value.keyImages, false);
    }
  });

  useEffect(() => {
    const heard = channelOf(deskIdIn(sessionStorage));
    channel.current = heard;
    heard.onmessage = ({ data }: MessageEvent<ToDesk | ToWindow>) => data.to === "desk" && hear(data);
    const leave = () => post({ to: "window", kind: "show", readingId: null, patientKey: null });
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
      heard.close();
      channel.current = null;
    };
  }, [hear, post]);

  // A window that was there before this page answers that it is here.
  useEffect(() => tell(), [tell, readingId, patientKey, isOpen]);
  useEffect(() => {
    if (!isOut) return undefined;
    const say = () => post({ to: "window", kind: "evidence", value: evidence.read(), isOpen });
    const stops = [evidence.marks.subscribe(say), evidence.keyImages.subscribe(say)];
    return () => stops.forEach((stop) => stop());
  }, [isOut, evidence, isOpen, post]);
  useEffect(() => {
    if (!isOut) return undefined;
    const look = setInterval(() => opened?.closed === true && setOut(false), LOOK_MS);
    return () => clearInterval(look);
  }, [isOut, setOut]);

  return {
    isOut,
    isBlocked,
    open() {
      const deskId = deskIdIn(sessionStorage);
      opened = window.open(routes.pictures(deskId), `teleread-${deskId}`, "popup,width=1200,height=900");
      setBlocked(opened === null);
    },
    bringBack() {
      post({ to: "window", kind: "close" });
      opened?.close();
      setOut(false);
    },
  };
}
