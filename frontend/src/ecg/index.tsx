import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types";
import { isProblem } from "../api/problem";
import { CannotShow } from "../viewer/CannotShow";
import classes from "./ecg.module.css";
import { EcgToolbar, type Settings } from "./EcgToolbar";
import { layoutsFor, layOut, pagesOf } from "./layout";
import { Paper } from "./Paper";
import { useSamples, useWaveform } from "./queries";
import { STANDARD } from "./scale";
import { Side } from "./Side";
import type { Signal } from "./trace";
import { useScreenSize } from "./useScreenSize";
import { commonFilters, durationOf, longestGroup, type Waveform, type WaveformGroup } from "./waveform";
import shared from "../viewer/viewer.module.css";

interface EcgViewProps {
  instanceId: string;
  patient: Patient | undefined;
  studyDate: string;
  onShown: (instanceId: string) => void;
}

/** An electrocardiogram on its paper, with what the device measured beside it. */
export function EcgView({ instanceId, patient, studyDate, onShown }: EcgViewProps) {
  const { t } = useTranslation();
  const waveform = useWaveform(instanceId);
  if (waveform.data !== undefined) {
    return (
      <Recording
        key={instanceId}
        instanceId={instanceId}
        waveform={waveform.data}
        patient={patient}
        studyDate={studyDate}
        onShown={onShown}
      />
    );
  }
  return (
    <div className={shared.stage}>
      {waveform.isError ? (
        <Failed instanceId={instanceId} error={waveform.error} onRetry={() => void waveform.refetch()} />
      ) : (
        <div className={shared.message} role="status">
          {t("ecg.loading")}
        </div>
      )}
    </div>
  );
}

/** A file that cannot be drawn says why; a server that does not answer is asked again. */
function Failed({ instanceId, error, onRetry }: { instanceId: string; error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  if (isProblem(error) && error.status >= 400 && error.status < 500) {
    return <CannotShow instanceId={instanceId} reason={{ zh: error.titleZh, en: error.titleEn }} />;
  }
  return (
    <div className={shared.message} role="alert">
      <strong>{t("ecg.failed")}</strong>
      <button type="button" className={shared.tool} onClick={onRetry}>
        {t("common.retry")}
      </button>
    </div>
  );
}

interface RecordingProps extends EcgViewProps {
  waveform: Waveform;
}

function Recording({ instanceId, waveform, patient, studyDate, onShown }: RecordingProps) {
  const { t } = useTranslation();
  const screen = useScreenSize();
  const [settings, setSettings] = useState<Settings>(() => {
    const group = longestGroup(waveform.groups);
    return {
      group,
      layout: layoutsFor(waveform.groups[group]?.channels ?? [])[0]!,
      page: 0,
      scale: STANDARD,
      isFitted: null,
    };
  });
  const group = waveform.groups[settings.group];
  const samples = useSamples(instanceId, settings.group + 1, group);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoom(scroller);
  const sheet = useMemo(() => {
    if (group === undefined) return null;
    const pages = pagesOf(durationOf(group));
    return layOut(settings.layout, group.channels, pages[settings.page] ?? pages[0]!, settings.scale);
  }, [group, settings]);
  // Without a measured screen no size is true: then no lead may lie out of sight.
  const isFitted = settings.isFitted ?? !screen.calibration.isMeasured;
  const pxPerMm = isFitted && sheet !== null ? fittedTo(room, sheet.widthMm) : screen.calibration.pxPerMm;
  const signals = useMemo(() => signalsOf(group, samples.data), [group, samples.data]);

  return (
    <>
      <EcgToolbar waveform={waveform} settings={settings} isFitted={isFitted} onChange={setSettings} screen={screen} />
      <div className={classes.body}>
        <div className={classes.sheetAndSide}>
          <div ref={scroller} className={classes.scroller}>
            {sheet !== null && signals !== null && room > 0 && (
              <Paper
                sheet={sheet}
                signals={signals}
                scale={settings.scale}
                pxPerMm={pxPerMm}
                devicePixelRatio={screen.facts.devicePixelRatio}
                onPainted={() => onShown(instanceId)}
              />
            )}
            {samples.isError && (
              <Failed instanceId={instanceId} error={samples.error} onRetry={() => void samples.refetch()} />
            )}
            {samples.isPending && <div role="status">{t("ecg.loading")}</div>}
            {group !== undefined && signals !== null && <Foot group={group} scale={settings.scale} isFitted={isFitted} />}
          </div>
          <Side waveform={waveform} patient={patient} studyDate={studyDate} />
        </div>
      </div>
    </>
  );
}

const MARGINS_PX = 24;
const LEAST_ROOM_PX = 240;

function fittedTo(roomPx: number, widthMm: number): number {
  return Math.max(roomPx - MARGINS_PX, LEAST_ROOM_PX) / widthMm;
}

/** How wide an element is, as it changes. */
function useRoom(element: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(0);
  useEffect(() => {
    if (element.current === null) return undefined;
    const sizes = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0));
    sizes.observe(element.current);
    return () => sizes.disconnect();
  }, [element]);
  return room;
}

function signalsOf(group: WaveformGroup | undefined, samples: Float32Array[] | undefined): Signal[] | null {
  if (group === undefined || samples === undefined) return null;
  return group.channels.map((channel, at) => ({
    microvolts: samples[at]!,
    samplingFrequency: group.sampling_frequency,
    skewS: channel.skew_s,
  }));
}

/** What stands at the foot of every printed ECG. */
function Foot({ group, scale, isFitted }: { group: WaveformGroup; scale: Settings["scale"]; isFitted: boolean }) {
  const { t } = useTranslation();
  const { low, high, notch } = commonFilters(group.channels);
  const derived = group.channels.filter((channel) => channel.is_derived).map((channel) => channel.label);
  const parts = [
    isFitted ? t("ecg.notTrueSize") : "",
    t("ecg.mmPerSecond", { value: scale.mmPerSecond }),
    t("ecg.mmPerMillivolt", { value: scale.mmPerMillivolt }),
    t("ecg.sampling", { frequency: group.sampling_frequency }),
    low !== null && high !== null ? t("ecg.filter", { low, high }) : "",
    notch !== null && notch > 0 ? t("ecg.notch", { notch }) : "",
    derived.length > 0 ? t("ecg.derived", { leads: derived.join(" ") }) : "",
  ];
  return (
    <div className={classes.foot} data-testid="ecg-foot">
      {parts.filter(Boolean).join(" · ")}
    </div>
  );
}
