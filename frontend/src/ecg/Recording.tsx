import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types";
import { Along } from "./Along";
import { Beats } from "./Beats";
import { deviceMarks, snapped, toggled } from "./beats";
import { CaliperLine } from "./CaliperLine";
import { readingOf } from "./calipers";
import classes from "./ecg.module.css";
import { EcgToolbar } from "./EcgToolbar";
import { Failed } from "./Failed";
import { applicable, filteredStretch, isFiltering } from "./filters";
import { Foot } from "./Foot";
import { Hints } from "./Hints";
import { hintsOf } from "./hints";
import { deviceIntervals, type Intervals } from "./intervals";
import { layOut, type Panel } from "./layout";
import { PaneBars } from "../viewer/layout/PaneBars";
import { chosenOf } from "./pairs";
import { Paper } from "./Paper";
import { alignedPart, alignment } from "./previous";
import { PreviousLine } from "./PreviousLine";
import { useSamples } from "./queries";
import { settingsFor, shownStretch } from "./settings";
import { Side } from "./Side";
import type { Signal } from "./trace";
import { useActions } from "./useActions";
import { useFilterLine } from "./useFilterLine";
import { usePrevious } from "./usePrevious";
import { useRoom } from "./useRoom";
import { useScreenSize } from "./useScreenSize";
import { durationOf, type Waveform, type WaveformGroup } from "./waveform";

interface RecordingProps {
  instanceId: string;
  waveform: Waveform;
  patient: Patient | undefined;
  studyDate: string;
  onShown: (instanceId: string) => void;
}

/** One recording: its tools, its paper, and what is known and measured beside it. */
export function Recording({ instanceId, waveform, patient, studyDate, onShown }: RecordingProps) {
  const { t } = useTranslation();
  const screen = useScreenSize();
  const [settings, setSettings] = useState(() => settingsFor(waveform));
  const [intervals, setIntervals] = useState<Intervals>({});
  const group = waveform.groups[settings.group];
  const samples = useSamples(instanceId, settings.group + 1, group);
  const recorded = useMemo(() => signalsOf(group, samples.data), [group, samples.data]);
  const device = useMemo(
    () => deviceMarks(waveform.annotations, settings.group + 1, group?.sampling_frequency ?? 1),
    [waveform, settings.group, group],
  );
  const earlier = usePrevious(instanceId, group);
  const { act, pairs, setPairs, marks, setMarks, isHelpOpen } = useActions({
    settings,
    setSettings,
    group,
    recorded,
    onPrevious: earlier.chooseNext,
  });
  const beatMarks = marks ?? device.samples;
  const hints = useMemo(() => (recorded === null ? [] : hintsOf(group!.channels, recorded)), [group, recorded]);

  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoom(scroller);
  const stretch = useMemo(() => (group === undefined ? null : shownStretch(settings, group)), [group, settings]);
  const { layout, scale, rhythm } = settings;
  const sheet = useMemo(
    () => (group === undefined || stretch === null ? null : layOut(layout, group.channels, stretch, scale, rhythm)),
    [group, stretch, layout, scale, rhythm],
  );
  const { previous } = earlier;
  const shifts = useMemo(() => {
    if (previous === null || sheet === null || group === undefined) return [];
    const beats = { marks: beatMarks, samplingFrequency: group.sampling_frequency };
    return sheet.panels.map((panel) => alignment(panel, beats, previous));
  }, [previous, sheet, group, beatMarks]);
  const under = useMemo(() => {
    if (previous === null || sheet === null) return null;
    const shiftOf = new Map(sheet.panels.map((panel, at) => [panel, (shifts[at] ?? 0) + previous.shiftS]));
    return { signals: previous.signals, shiftS: (panel: Panel) => shiftOf.get(panel) ?? 0 };
  }, [previous, sheet, shifts]);
  const filters = useMemo(
    () => applicable(settings.filters, group?.sampling_frequency ?? 0),
    [settings.filters, group],
  );
  const drawn = useMemo(() => {
    if (recorded === null || stretch === null || !isFiltering(filters)) return recorded;
    const shown = { fromS: stretch.fromS, toS: stretch.fromS + stretch.lengthS };
    return recorded.map((signal) => filteredStretch(signal, filters, shown));
  }, [recorded, filters, stretch]);
  const filterLine = useFilterLine(settings.filters, filters);
  // Without a measured screen no size is true: then no lead may lie out of sight.
  const isFitted = settings.isFitted ?? !screen.calibration.isMeasured;
  const pxPerMm = isFitted && sheet !== null ? fittedTo(room, sheet.widthMm) : screen.calibration.pxPerMm;
  const labels = group?.channels.map(({ label, lead }) => lead ?? label) ?? [];
  const chosen = chosenOf(pairs);
  const chosenSignal = chosen === null ? undefined : recorded?.[chosen.channel];

  return (
    <>
      <PaneBars>
        <EcgToolbar {...{ waveform, settings, isFitted, screen, isHelpOpen, earlier }} onChange={setSettings} onAct={act} />
      </PaneBars>
      <CaliperLine
        {...{ pairs, recorded, labels }}
        tool={settings.tool}
        isFiltered={filterLine !== ""}
        marks={beatMarks.length}
        onAct={act}
      />
      <Hints hints={hints} />
      <PreviousLine
        {...earlier}
        missing={previous === null ? [] : labels.filter((_, at) => previous.signals[at] === null)}
        aligned={alignedPart(shifts)}
      />
      <div className={classes.body}>
        <div className={classes.sheetAndSide}>
          <div className={classes.desk}>
            <div ref={scroller} className={classes.scroller}>
              {sheet !== null && recorded !== null && drawn !== null && room > 0 && (
                <Paper
                  {...{ sheet, drawn, recorded, filterLine, scale, pxPerMm, pairs }}
                  devicePixelRatio={screen.facts.devicePixelRatio}
                  tool={settings.tool}
                  previous={under}
                  onPairs={setPairs}
                  marks={settings.areBeatsOpen || settings.tool === "marks" ? beatMarks : []}
                  onMark={(sample, channel) =>
                    setMarks(toggled(beatMarks, snapped(sample, recorded[channel]!), group!.sampling_frequency))
                  }
                  onPainted={() => onShown(instanceId)}
                />
              )}
              {samples.isError && (
                <Failed instanceId={instanceId} error={samples.error} onRetry={() => void samples.refetch()} />
              )}
              {samples.isPending && <div role="status">{t("ecg.loading")}</div>}
              {group !== undefined && recorded !== null && <Foot group={group} scale={scale} isFitted={isFitted} />}
            </div>
            {group !== undefined && stretch !== null && (
              <Along
                stretch={stretch}
                durationS={durationOf(group)}
                onGo={(fromS) => setSettings({ ...settings, fromS })}
              />
            )}
            {settings.areBeatsOpen && recorded !== null && (
              <Beats
                {...{ recorded, labels }}
                channel={rhythm}
                onChannel={(channel) => setSettings({ ...settings, rhythm: channel })}
                marks={beatMarks}
                contradictory={marks === null ? device.contradictory : 0}
                isByHand={marks !== null}
                onDeviceMarks={() => setMarks(null)}
              />
            )}
          </div>
          {settings.isPanelOpen && (
            <Side
              {...{ waveform, patient, studyDate, intervals }}
              onIntervals={setIntervals}
              device={deviceIntervals(waveform.annotations)}
              caliperMs={
                chosen === null || chosenSignal === undefined ? null : readingOf(chosen, chosenSignal).milliseconds
              }
            />
          )}
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

function signalsOf(group: WaveformGroup | undefined, samples: Float32Array[] | undefined): Signal[] | null {
  if (group === undefined || samples === undefined) return null;
  return group.channels.map((channel, at) => ({
    microvolts: samples[at]!,
    samplingFrequency: group.sampling_frequency,
    skewS: channel.skew_s,
  }));
}
