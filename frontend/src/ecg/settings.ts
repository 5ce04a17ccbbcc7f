import { type DisplayFilters, NO_FILTERS } from "./filters";
import { type LayoutName, layoutsFor, secondsOf, type Stretch, stretchOf, usualRhythm } from "./layout";
import { GAINS_MM_PER_MV, type Scale, SPEEDS_MM_PER_S, STANDARD } from "./scale";
import { durationOf, longestGroup, type Waveform, type WaveformGroup } from "./waveform";

export type EcgTool = "calipers" | "hand" | "marks";

/** How a recording is looked at. */
export interface Settings {
  group: number;
  layout: LayoutName;
  /** The channel of the rhythm strip. */
  rhythm: number;
  fromS: number;
  scale: Scale;
  /** Scaled to the width at hand; otherwise a millimetre is a millimetre. Null until the reader chooses. */
  isFitted: boolean | null;
  filters: DisplayFilters;
  tool: EcgTool;
  isPanelOpen: boolean;
  areBeatsOpen: boolean;
}

export function settingsFor(waveform: Waveform): Settings {
  const group = longestGroup(waveform.groups);
  const channels = waveform.groups[group]?.channels ?? [];
  return {
    group,
    layout: layoutsFor(channels)[0]!,
    rhythm: usualRhythm(channels),
    fromS: 0,
    scale: STANDARD,
    isFitted: null,
    filters: NO_FILTERS,
    tool: "calipers",
    isPanelOpen: true,
    areBeatsOpen: false,
  };
}

/** Another group of the recording: what it has no room for is chosen anew. */
export function withGroup(settings: Settings, group: number, { channels }: WaveformGroup): Settings {
  const layouts = layoutsFor(channels);
  return {
    ...settings,
    group,
    fromS: 0,
    layout: layouts.includes(settings.layout) ? settings.layout : layouts[0]!,
    rhythm: channels.length > settings.rhythm ? settings.rhythm : usualRhythm(channels),
  };
}

export function shownStretch(settings: Settings, group: WaveformGroup): Stretch {
  return stretchOf(durationOf(group), settings.fromS, secondsOf(settings.layout));
}

/** Goes along the recording; never off it. */
export function movedTo(settings: Settings, group: WaveformGroup, fromS: number): Settings {
  return { ...settings, fromS: shownStretch({ ...settings, fromS }, group).fromS };
}

function after<T>(all: readonly T[], current: T): T {
  return all[(all.indexOf(current) + 1) % all.length]!;
}

/** What a key that stands for a list does: the next of it. */
export function cycled(
  settings: Settings,
  what: "layout" | "rhythmLead" | "speed" | "gain" | "mains",
  group: WaveformGroup,
): Settings {
  const { scale, filters } = settings;
  if (what === "layout") return { ...settings, layout: after(layoutsFor(group.channels), settings.layout) };
  if (what === "rhythmLead") return { ...settings, rhythm: (settings.rhythm + 1) % group.channels.length };
  if (what === "speed") {
    return { ...settings, scale: { ...scale, mmPerSecond: after<number>(SPEEDS_MM_PER_S, scale.mmPerSecond) } };
  }
  if (what === "gain") {
    return { ...settings, scale: { ...scale, mmPerMillivolt: after<number>(GAINS_MM_PER_MV, scale.mmPerMillivolt) } };
  }
  return { ...settings, filters: { ...filters, mains: after([null, 50, 60] as const, filters.mains) } };
}
