import { describe, expect, test } from "vitest";
import { armsSwapped, flatLeads, hintsOf, legAndArmSwapped, mainsNoise, type NamedSignal } from "./hints";

const FREQUENCY = 500;

/** Ten seconds of a made-up heart, 75 a minute, whose QRS rises and falls by so many µV. */
function heart(lead: string, up: number, down: number, more: (seconds: number) => number = () => 0): NamedSignal {
  const value = (s: number) => {
    const phase = s % 0.8;
    const bump = (at: number, width: number) => Math.exp(-(((phase - at) / width) ** 2));
    return up * bump(0.3, 0.012) - down * bump(0.33, 0.012) + 0.2 * (up - down) * bump(0.55, 0.05) + more(s);
  };
  return {
    lead,
    isDerived: false,
    microvolts: Float32Array.from({ length: 10 * FREQUENCY }, (_, at) => value(at / FREQUENCY)),
    samplingFrequency: FREQUENCY,
    skewS: 0,
  };
}
const hum = (hz: number, amplitude: number) => (s: number) => amplitude * Math.sin(2 * Math.PI * hz * s);

describe("a flat lead", () => {
  test.each<[string, NamedSignal, boolean]>([
    ["silence", heart("V3", 0, 0), true],
    ["the noise of an amplifier", heart("V3", 0, 0, hum(7, 15)), true],
    ["low voltage", heart("V3", 200, 100), false],
    ["a usual lead", heart("V3", 1000, 200), false],
    ["one that was computed", { ...heart("III", 0, 0), isDerived: true }, false],
  ])("%s", (_, signal, isFlat) => {
    expect(flatLeads([signal])).toEqual(isFlat ? [{ kind: "flat", lead: signal.lead }] : []);
  });

  test("is not claimed where nothing was recorded", () => {
    const gone = { ...heart("V3", 0, 0), microvolts: new Float32Array(5000).fill(Number.NaN) };
    expect(flatLeads([gone])).toEqual([]);
  });
});

describe("arms swapped", () => {
  const of = (one: [number, number], right: [number, number], six: [number, number]) => [
    heart("I", ...one),
    heart("aVR", ...right),
    heart("V6", ...six),
  ];
  test.each<[string, NamedSignal[], boolean]>([
    ["I down, aVR up, V6 up", of([100, 800], [700, 100], [1000, 200]), true],
    ["a usual heart", of([800, 100], [100, 700], [1000, 200]), false],
    ["right axis: I down, aVR not up", of([100, 800], [300, 300], [1000, 200]), false],
    ["V6 down too, as in dextrocardia", of([100, 800], [700, 100], [100, 600]), false],
    ["too low to tell", of([30, 200], [150, 30], [1000, 200]), false],
    ["no V6", [heart("I", 100, 800), heart("aVR", 700, 100)], false],
  ])("%s", (_, signals, isHinted) => {
    expect(armsSwapped(signals)).toEqual(isHinted ? [{ kind: "armsSwapped" }] : []);
  });
});

describe("an arm and the right leg swapped", () => {
  const of = (...heights: [number, number, number]) => heights.map((up, at) => heart(["I", "II", "III"][at]!, up, 0));
  test.each<[string, NamedSignal[], string | null]>([
    ["lead II nearly flat", of(800, 60, 800), "II"],
    ["lead III nearly flat", of(800, 800, 60), "III"],
    ["two nearly flat", of(60, 60, 800), null],
    ["one low, not flat", of(800, 900, 150), null],
    ["an axis at which one is low and another not clear", of(250, 60, 250), null],
    ["a lead that has no signal at all", of(800, 0, 800), null],
  ])("%s", (_, signals, lead) => {
    expect(legAndArmSwapped(signals)).toEqual(lead === null ? [] : [{ kind: "legAndArmSwapped", lead }]);
  });
});

describe("mains noise", () => {
  test.each<[string, NamedSignal, unknown[]]>([
    ["50 Hz", heart("V1", 1000, 200, hum(50, 50)), [{ kind: "mains", hz: 50, leads: ["V1"] }]],
    ["60 Hz", heart("V1", 1000, 200, hum(60, 50)), [{ kind: "mains", hz: 60, leads: ["V1"] }]],
    ["too little to see", heart("V1", 1000, 200, hum(50, 10)), []],
    ["the flanks of a narrow QRS", heart("V1", 2500, 1500), []],
    ["muscle, which is of every frequency", heart("V1", 1000, 200, (s) => 60 * Math.sin(4e5 * s * s)), []],
  ])("%s", (_, signal, found) => {
    expect(mainsNoise([signal])).toEqual(found);
  });

  test("is not looked for where the sampling cannot show it", () => {
    const slow = { ...heart("V1", 0, 0), samplingFrequency: 100 };
    expect(mainsNoise([slow])).toEqual([]);
  });
});

test("a flat lead is not told a second time as a swap", () => {
  const signals = [heart("I", 800, 0), heart("II", 20, 0), heart("III", 800, 0)];
  const channels = signals.map(({ lead }) => ({
    label: lead,
    lead,
    skew_s: 0,
    filter_low_hz: null,
    filter_high_hz: null,
    notch_hz: null,
    is_derived: false,
  }));
  expect(hintsOf(channels, signals)).toEqual([{ kind: "flat", lead: "II" }]);
});
