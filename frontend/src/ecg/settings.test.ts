import { expect, test } from "vitest";
import { TWELVE } from "./layout";
import { cycled, movedTo, settingsFor, shownStretch, withGroup } from "./settings";
import type { WaveformGroup } from "./waveform";

const groupOf = (leads: readonly string[], seconds: number): WaveformGroup => ({
  label: "",
  number_of_samples: seconds * 500,
  sampling_frequency: 500,
  channels: leads.map((lead) => ({
    label: lead,
    lead: TWELVE.includes(lead) ? lead : null,
    skew_s: 0,
    filter_low_hz: null,
    filter_high_hz: null,
    notch_hz: null,
    is_derived: false,
  })),
});
const twelve = groupOf(TWELVE, 10);
const holter = groupOf(["CH1", "CH2", "CH3"], 3600);
const waveform = { acquired_at: null, annotations: [], groups: [twelve] };

test("twelve leads begin as 3x4 with lead II", () => {
  expect(settingsFor(waveform)).toMatchObject({ layout: "3x4", rhythm: 1, tool: "calipers" });
});

test("channels of their own names begin as rows", () => {
  expect(settingsFor({ ...waveform, groups: [holter] })).toMatchObject({ layout: "rows", rhythm: 0 });
});

test("a group without the twelve leaves their layout", () => {
  expect(withGroup({ ...settingsFor(waveform), rhythm: 9 }, 1, holter)).toMatchObject({ layout: "rows", rhythm: 0 });
});

test("an hour is seen ten seconds at a time, one lead of it forty", () => {
  const settings = movedTo(settingsFor({ ...waveform, groups: [holter] }), holter, 1800);
  expect(shownStretch(settings, holter)).toEqual({ fromS: 1800, lengthS: 10 });
  expect(shownStretch({ ...settings, layout: "strip" }, holter)).toEqual({ fromS: 1800, lengthS: 40 });
});

test.each([
  [-5, 0],
  [3599, 3590],
])("from %i s there is nothing to go to but %i s", (wanted, fromS) => {
  expect(movedTo(settingsFor({ ...waveform, groups: [holter] }), holter, wanted).fromS).toBe(fromS);
});

test("keys go round", () => {
  let settings = settingsFor(waveform);
  const layouts = Array.from({ length: 4 }, () => (settings = cycled(settings, "layout", twelve)).layout);
  expect(layouts).toEqual(["6x2", "12x1", "strip", "3x4"]);
  const speeds = Array.from({ length: 3 }, () => (settings = cycled(settings, "speed", twelve)).scale.mmPerSecond);
  expect(speeds).toEqual([50, 12.5, 25]);
  const gains = Array.from({ length: 3 }, () => (settings = cycled(settings, "gain", twelve)).scale.mmPerMillivolt);
  expect(gains).toEqual([20, 5, 10]);
  const mains = Array.from({ length: 3 }, () => (settings = cycled(settings, "mains", twelve)).filters.mains);
  expect(mains).toEqual([50, 60, null]);
  expect(cycled({ ...settings, rhythm: 11 }, "rhythmLead", twelve).rhythm).toBe(0);
});
