import { type Dispatch, type SetStateAction, useState } from "react";
import type { EcgAction } from "./keys";
import {
  chosenOf,
  NO_PAIRS,
  nudge,
  otherJaw,
  type Pairs,
  removeChosen,
  setDown,
  toggleKept,
  toggleMarch,
} from "./pairs";
import { cycled, movedTo, type Settings, shownStretch } from "./settings";
import type { Signal } from "./trace";
import { useEcgKeys } from "./useEcgKeys";
import { durationOf, type WaveformGroup } from "./waveform";

interface Doors {
  settings: Settings;
  setSettings: Dispatch<SetStateAction<Settings>>;
  group: WaveformGroup | undefined;
  recorded: readonly Signal[] | null;
  onPrevious: () => boolean;
}

const STEP_UV = 10;
const STEP_S = 1;
const NEW_S = 0.8;
const NEW_AT = 0.1;

/** What buttons and keys do: one way for both. */
export function useActions({ settings, setSettings, group, recorded, onPrevious }: Doors) {
  const [pairs, setPairs] = useOfGroup<Pairs>(settings.group, NO_PAIRS);
  const [marks, setMarks] = useOfGroup<number[] | null>(settings.group, null);
  const [isHelpOpen, setHelpOpen] = useState(false);

  const onPair = (change: (pairs: Pairs) => Pairs): boolean => {
    if (chosenOf(pairs) === null) return false;
    setPairs(change);
    return true;
  };
  const arrow = (by: { sample?: number; microvolts?: number }, isShifted: boolean): boolean =>
    recorded !== null && onPair((before) => nudge(before, by, isShifted, recorded));
  const along = (seconds: number): boolean => {
    if (group === undefined || durationOf(group) <= shownStretch(settings, group).lengthS) return false;
    setSettings(movedTo(settings, group, seconds));
    return true;
  };
  const newPair = (): boolean => {
    const signal = recorded?.[settings.rhythm];
    if (signal === undefined || group === undefined) return false;
    const { fromS, lengthS } = shownStretch(settings, group);
    const from = Math.round((fromS + lengthS * NEW_AT) * signal.samplingFrequency);
    const to = Math.min(from + Math.round(NEW_S * signal.samplingFrequency), signal.microvolts.length - 1);
    setPairs((before) =>
      setDown(before, {
        channel: settings.rhythm,
        from: { sample: from, microvolts: 0 },
        to: { sample: to, microvolts: 0 },
      }),
    );
    return true;
  };
  const set = (part: Partial<Settings>): boolean => {
    setSettings({ ...settings, ...part });
    return true;
  };

  const handle = (action: EcgAction, isShifted: boolean): boolean => {
    if (group === undefined) return false;
    const { filters, fromS } = settings;
    const { lengthS } = shownStretch(settings, group);
    switch (action) {
      case "layout":
      case "rhythmLead":
      case "speed":
      case "gain":
      case "mains":
        return set(cycled(settings, action, group));
      case "calipers":
      case "hand":
      case "marks":
        return set({ tool: action });
      case "baseline":
        return set({ filters: { ...filters, baseline: !filters.baseline } });
      case "muscle":
        return set({ filters: { ...filters, muscle: !filters.muscle } });
      case "beats":
        return set({ areBeatsOpen: !settings.areBeatsOpen });
      case "panel":
        return set({ isPanelOpen: !settings.isPanelOpen });
      case "previous":
        return onPrevious();
      case "newCaliper":
        return newPair();
      case "keep":
        return onPair(toggleKept);
      case "march":
        return onPair(toggleMarch);
      case "otherJaw":
        return onPair(otherJaw);
      case "remove":
        return onPair(removeChosen);
      case "left":
        return arrow({ sample: -1 }, isShifted) || along(fromS - STEP_S);
      case "right":
        return arrow({ sample: 1 }, isShifted) || along(fromS + STEP_S);
      case "up":
        return arrow({ microvolts: STEP_UV }, isShifted);
      case "down":
        return arrow({ microvolts: -STEP_UV }, isShifted);
      case "earlier":
        return along(fromS - lengthS);
      case "later":
        return along(fromS + lengthS);
      case "start":
        return along(0);
      case "end":
        return along(Number.MAX_VALUE);
      case "help":
        setHelpOpen((isOpen) => !isOpen);
        return true;
    }
  };
  useEcgKeys(handle);
  return { act: (action: EcgAction) => void handle(action, false), pairs, setPairs, marks, setMarks, isHelpOpen };
}

/** A state that belongs to one group of a recording: its samples and channels mean nothing in another. */
function useOfGroup<T>(group: number, initial: T): [T, (change: T | ((before: T) => T)) => void] {
  const [state, setState] = useState({ group, value: initial });
  const valueIn = (kept: typeof state) => (kept.group === group ? kept.value : initial);
  const set = (change: T | ((before: T) => T)) =>
    setState((kept) => ({
      group,
      value: typeof change === "function" ? (change as (before: T) => T)(valueIn(kept)) : change,
    }));
  return [valueIn(state), set];
}
