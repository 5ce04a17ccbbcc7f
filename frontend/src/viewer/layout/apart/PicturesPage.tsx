import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { LIVE_MS } from "../../../api/queries";
import { useDocumentTitle } from "../../../ui/PageFrame";
import { loadReading, readingKey } from "../../../worklist/queries";
import { EvidenceContext } from "../../evidence/context";
import { evidenceDesk } from "../../evidence/desk";
import { type Evidence, isSameEvidence, NO_EVIDENCE } from "../../evidence/evidence";
import { StudyPictures } from "../..";
import { useLatest } from "../../useLatest";
import shared from "../../viewer.module.css";
import { allowedOf, channelOf, type ToDesk, type ToWindow, type Wanted } from "./channel";
import { AT_THE_DESK } from "./mirror";

const LOOK_MS = 1_000;

/** The pictures in a window of their own: always those of the Reading on the desk, or none. */
export function PicturesPage() {
  const { t } = useTranslation();
  const { desk: deskId = "" } = useParams();
  useDocumentTitle(t("layout.outTitle"));
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [evidence, setEvidence] = useState<{ value: Evidence; isOpen: boolean }>({ value: NO_EVIDENCE, isOpen: false });
  const isDeskThere = useOpener();
  const channel = useRef<BroadcastChannel | null>(null);
  const post = useCallback((message: ToDesk) => channel.current?.postMessage(message), []);
  const hear = useLatest((message: ToWindow) => {
    if (message.kind === "close") window.close();
    else if (message.kind === "evidence") setEvidence({ value: message.value, isOpen: message.isOpen });
    else {
      const { readingId, patientKey } = message;
      const isNew = readingId !== wanted?.readingId;
      setWanted(readingId === null || patientKey === null ? null : { readingId, patientKey });
      // Said again for each Reading, so that a desk that was loaded anew knows of this window.
      if (readingId !== null && isNew) post({ to: "desk", kind: "here" });
    }
  });
  useEffect(() => {
    const heard = channelOf(deskId);
    channel.current = heard;
    heard.onmessage = ({ data }: MessageEvent<ToDesk | ToWindow>) => data.to === "window" && hear(data);
    const leave = () => post({ to: "desk", kind: "gone" });
    window.addEventListener("pagehide", leave);
    post({ to: "desk", kind: "here" });
    return () => {
      window.removeEventListener("pagehide", leave);
      heard.close();
    };
  }, [deskId, hear, post]);

  const id = wanted?.readingId ?? "";
  const reading = useQuery({
    queryKey: readingKey(id),
    queryFn: () => loadReading(id),
    enabled: id !== "",
    refetchInterval: LIVE_MS,
  });
  const loaded = id === "" ? null : (reading.data ?? null);
  const allowed = allowedOf(wanted, loaded, isDeskThere);
  if (allowed !== "shown" || loaded === null) {
    const words = { waiting: t("layout.outWaiting"), differs: t("layout.outDiffers"), alone: t("layout.outAlone") };
    return (
      <div className={shared.root} data-testid="apart" data-allowed={allowed}>
        <div className={shared.message} role={allowed === "differs" ? "alert" : "status"}>
          {allowed === "shown" ? "" : words[allowed]}
        </div>
      </div>
    );
  }
  return (
    <Mirrored key={loaded.id} evidence={evidence} onChange={(value) => post({ to: "desk", kind: "evidence", value })}>
      {(belongs) => {
        belongs(new Set(loaded.studies.flatMap((one) => one.series.flatMap((each) => each.instances)).map((one) => one.id)));
        return (
          <StudyPictures
            studies={loaded.studies}
            patient={loaded.patient}
            readingId={loaded.may_compare ? loaded.id : null}
            about={{ modality: loaded.modality, bodyPart: loaded.body_part }}
            onShown={(instanceId) => post({ to: "desk", kind: "seen", instanceId })}
          />
        );
      }}
    </Mirrored>
  );
}

interface MirroredProps {
  evidence: { value: Evidence; isOpen: boolean };
  onChange: (value: Evidence) => void;
  children: (belongs: (instanceIds: ReadonlySet<string>) => void) => React.ReactNode;
}

/** What is drawn here is the desk's as well: each change goes there, and what changes there comes here. */
function Mirrored({ evidence, onChange, children }: MirroredProps) {
  const [desk] = useState(evidenceDesk);
  const changed = useLatest(onChange);
  const { value, isOpen } = evidence;
  useEffect(() => {
    if (!isOpen) desk.show(value);
    else if (!isSameEvidence(value, desk.read())) {
      desk.marks.load(value.marks);
      desk.keyImages.load(value.keyImages, false);
    } else desk.keyImages.setFixed(false);
  }, [desk, value, isOpen]);
  const last = useRef(value);
  last.current = value;
  useEffect(() => {
    if (!isOpen) return undefined;
    const say = () => {
      if (!isSameEvidence(desk.read(), last.current)) changed(desk.read());
    };
    const stops = [desk.marks.subscribe(say), desk.keyImages.subscribe(say)];
    return () => stops.forEach((stop) => stop());
  }, [desk, isOpen, changed]);
  const here = useMemo(() => ({ desk, keeper: isOpen ? AT_THE_DESK : null, owner: null }), [desk, isOpen]);
  return <EvidenceContext value={here}>{children(desk.setInstances)}</EvidenceContext>;
}

/** Whether the desk that opened this window is still there. */
function useOpener(): boolean {
  const isThere = () => (window.opener as Window | null)?.closed === false;
  const [is, setIs] = useState(isThere);
  useEffect(() => {
    const look = setInterval(() => setIs(isThere()), LOOK_MS);
    return () => clearInterval(look);
  }, []);
  return is;
}
