import { useTranslation } from "react-i18next";
import { type Caliper, marched, placed, readingOf, secondsAt } from "./calipers";
import type { Sheet } from "./layout";
import type { Pairs } from "./pairs";
import { type Scale, widthMm } from "./scale";
import type { Signal } from "./trace";
import { useReadingText } from "./useReadingText";

interface OverlayProps {
  sheet: Sheet;
  recorded: readonly Signal[];
  scale: Scale;
  pairs: Pairs;
  marks: readonly number[];
  isFiltered: boolean;
}

const CHOSEN = "#0b57a4";
const OTHER = "#7a3aa8";
const MARK = "#b3261e";
const REACH_MM = 12;
const TEXT_ROOM_MM = 66;
const TEXT_BELOW_MM = 12.5;
const TEXT_LINE_MM = 4.6;

/** Calipers, what they repeat, and the marked beats: lines over the paper that hide no trace. */
export function CaliperOverlay({ sheet, recorded, scale, pairs, marks, isFiltered }: OverlayProps) {
  return (
    <svg viewBox={`0 0 ${sheet.widthMm} ${sheet.heightMm}`} pointerEvents="none" aria-hidden="true">
      <Marks sheet={sheet} recorded={recorded} scale={scale} marks={marks} />
      {pairs.all.map((caliper, index) => (
        <Pair
          key={caliper.id}
          {...{ caliper, sheet, scale, isFiltered, index }}
          signal={recorded[caliper.channel]!}
          activeJaw={caliper.id === pairs.chosen ? pairs.jaw : null}
        />
      ))}
    </svg>
  );
}

interface PairProps {
  caliper: Caliper;
  sheet: Sheet;
  signal: Signal;
  scale: Scale;
  activeJaw: "from" | "to" | null;
  isFiltered: boolean;
  index: number;
}

function Pair({ caliper, sheet, signal, scale, activeJaw, isFiltered, index }: PairProps) {
  const textOf = useReadingText();
  const at = placed(caliper, sheet, signal, scale);
  if (at === null) return null;
  const { from, to, panel } = at;
  const colour = activeJaw === null ? OTHER : CHOSEN;
  const left = Math.min(from.x, to.x);
  const upright = (x: number) => `M${x} ${panel.baseline - REACH_MM}V${panel.baseline + REACH_MM}`;
  const reading = textOf(readingOf(caliper, signal));
  return (
    <g stroke={colour} fill={colour}>
      <path
        d={`M${from.x} 0V${sheet.heightMm}M${to.x} 0V${sheet.heightMm}`}
        strokeWidth={0.2}
        strokeDasharray="0.8 1.6"
      />
      <path d={upright(from.x) + upright(to.x)} strokeWidth={0.35} />
      <path d={`M${from.x} ${from.y}H${to.x}M${to.x} ${from.y}V${to.y}`} strokeWidth={0.3} fill="none" />
      {caliper.isMarching &&
        marched(caliper, sheet, signal, scale).map(({ x, panel: { baseline } }, at) => (
          <path
            key={at}
            data-march
            d={`M${x} ${baseline - REACH_MM}V${baseline + REACH_MM}`}
            strokeWidth={0.3}
            strokeDasharray="1.2 0.8"
          />
        ))}
      {(["from", "to"] as const).map((jaw) => (
        <circle
          key={jaw}
          cx={at[jaw].x}
          cy={at[jaw].y}
          r={1.1}
          strokeWidth={0.4}
          fillOpacity={jaw === activeJaw ? 1 : 0.15}
        />
      ))}
      <text
        x={Math.max(Math.min(left, sheet.widthMm - TEXT_ROOM_MM), 1)}
        y={panel.baseline + TEXT_BELOW_MM - (index % 2) * TEXT_LINE_MM}
        fontSize={4}
        fontWeight={600}
        stroke="#fffdfb"
        strokeWidth={1}
        paintOrder="stroke"
      >
        {`${panel.label} ${reading}${isFiltered ? " *" : ""}`}
      </text>
    </g>
  );
}

function Marks({ sheet, recorded, scale, marks }: Pick<OverlayProps, "sheet" | "recorded" | "scale" | "marks">) {
  const { t } = useTranslation();
  if (marks.length === 0) return null;
  const places = sheet.panels.flatMap((panel) => {
    const signal = recorded[panel.channel];
    if (signal === undefined) return [];
    return marks
      .map((mark) => secondsAt(mark, signal))
      .filter((seconds) => seconds >= panel.startS && seconds < panel.endS)
      .map((seconds) => ({ x: panel.x + widthMm(seconds - panel.startS, scale), y: panel.baseline + 9 }));
  });
  return (
    <g fill={MARK} aria-label={t("ecg.marks")}>
      {places.map(({ x, y }, index) => (
        <path key={index} data-mark d={`M${x} ${y}l-0.9 1.8h1.8z`} />
      ))}
    </g>
  );
}
