import { useEffect, useMemo, useState } from "react";
import type { HangingRule, Layout, Modality, Prior, ReadingStudy } from "../../api/types";
import { useHangingRules } from "../../hanging/queries";
import { type Marks, marks } from "../marks";
import { bySeries, type Sheet, sheetsOf } from "../sheets";
import { useLatest } from "../useLatest";
import { comparable, factsOf, ruleFor, sheetFor } from "./hanging";
import { activate, hang, type Hung, nextPane, put, type Slot, withLayout } from "./hung";
import { useOpenedPriors, useOpenPrior, usePriors } from "./priors";

/** One study's sheets: the current ones together, or an earlier study. What is drawn on an earlier one is not kept. */
export interface Collection {
  prior: Prior | null;
  sheets: readonly Sheet[];
  marks: Marks;
}

/** What a pane shows: a sheet, or why there is none. */
export type Shown =
  | { kind: "sheet"; sheet: Sheet; collection: Collection }
  | { kind: "empty" | "missing" | "coming" | "failed" };

export interface PanesPart {
  sheets: readonly Sheet[];
  marks: Marks;
  /** Whose earlier studies are listed; null where none are. */
  readingId: string | null;
  /** What hanging rules go by; null where pictures are shown one by one. */
  about: { modality: Modality; bodyPart: string } | null;
}

/** The layout, what stands where in it, and why. */
export function usePanes({ sheets, marks: drawn, readingId, about }: PanesPart) {
  const [hung, setHung] = useState<Hung>(() => hang("1x1", [sheets[0]?.instance.id ?? null]));
  const [rule, setRule] = useState<HangingRule | null>(null);
  const [isSettled, setSettled] = useState(false);
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const [priorMarks] = useState(marks);
  const rules = useHangingRules();
  const listed = usePriors(readingId);
  const priors = useMemo(() => listed.data ?? [], [listed.data]);
  const opened = useOpenedPriors(
    readingId,
    priors.filter((prior) => wanted.includes(prior.study_id)),
  );
  const openPrior = useOpenPrior(readingId);

  const current = useMemo(() => ({ prior: null, sheets, marks: drawn }), [sheets, drawn]);
  const collections = useMemo(
    () => [
      current,
      ...opened
        .filter((one) => one.study !== null)
        .map(({ prior, study }) => ({ prior, sheets: sheetsOf([study!]), marks: priorMarks })),
    ],
    [current, opened, priorMarks],
  );

  const hangBy = (chosen: HangingRule) => {
    const compared = comparable(sheets, priors);
    setRule(chosen);
    setHung(hang(chosen.layout, chosen.fills));
    if (compared !== undefined && chosen.fills.some((fill) => fill?.source === "prior")) {
      setWanted((before) => [...new Set([...before, compared.study_id])]);
    }
  };
  const hangBest = useLatest(() => {
    setSettled(true);
    if (about === null) return;
    const best = ruleFor(rules.data?.rules ?? [], factsOf(about, sheets, priors));
    if (best !== undefined) hangBy(best);
  });
  // A study is hung once, when all that rules ask for is known; what the reader did before that stays.
  const isKnown = !rules.isPending && (readingId === null || !listed.isPending) && sheets.length > 0;
  useEffect(() => {
    if (isKnown && !isSettled) hangBest();
  }, [isKnown, isSettled, hangBest]);

  const byHand = (change: (hung: Hung) => Hung) => {
    setSettled(true);
    setHung(change);
  };
  const isBare = hung.slots.every((slot) => slot === null);
  const slots = isBare ? hang(hung.layout, [sheets[0]?.instance.id ?? null]).slots : hung.slots;
  const shown = slots.map((slot) => shownIn(slot, { collections, opened, compared: comparable(sheets, priors) }));
  const here = shown[hung.active];

  return {
    hung,
    shown,
    collections,
    rule,
    rules: rules.data?.rules ?? [],
    priors,
    isListing: readingId !== null,
    /** Whether every pane has what it begins with. */
    isSettled,
    opened: new Set(wanted),
    /** What has the reader's attention; undefined while the active pane is empty. */
    active: here?.kind === "sheet" ? here : undefined,
    hangBy,
    activate: (pane: number) => setHung((now) => activate(now, pane)),
    nextPane: (by: 1 | -1) => setHung((now) => nextPane(now, by)),
    put: (pane: number, sheet: Sheet) => byHand((now) => put(activate(now, pane), pane, sheet.instance.id)),
    /** Puts what was dragged into a pane. */
    drop: (pane: number, instanceId: string) => byHand((now) => put(activate(now, pane), pane, instanceId)),
    /** Brings an Instance before the reader: the pane that has it becomes active, or the active one gets it. */
    show: (instanceId: string) => {
      const pane = shown.findIndex((one) => one.kind === "sheet" && one.sheet.instance.id === instanceId);
      if (pane >= 0) setHung((now) => activate(now, pane));
      else byHand((now) => put(now, now.active, instanceId));
    },
    setLayout: (layout: Layout) => {
      setRule(null);
      byHand((now) => withLayout(fixed(now, shown), layout, offeredOf(sheets)));
    },
    /** Puts the n-th series of the active pane's study into that pane. */
    putSeries: (number: number) => {
      const collection = here?.kind === "sheet" ? here.collection : current;
      const first = bySeries(collection.sheets)[number - 1]?.[0];
      if (first !== undefined) byHand((now) => put(now, now.active, first.instance.id));
    },
    /** Opens an earlier study beside what is read. */
    compare: async (prior: Prior) => {
      const study = await openPrior(prior.study_id);
      const first = sheetsOf([study])[0];
      setWanted((before) => [...new Set([...before, prior.study_id])]);
      if (first !== undefined) byHand((now) => beside(fixed(now, shown), shown, first.instance.id));
    },
  };
}

export type Panes = ReturnType<typeof usePanes>;

interface Around {
  collections: readonly Collection[];
  opened: readonly { prior: Prior; study: ReadingStudy | null; error: unknown }[];
  compared: Prior | undefined;
}

function shownIn(slot: Slot, { collections, opened, compared }: Around): Shown {
  if (slot === null) return { kind: "empty" };
  if (typeof slot === "string") {
    for (const collection of collections) {
      const sheet = collection.sheets.find((one) => one.instance.id === slot);
      if (sheet !== undefined) return { kind: "sheet", sheet, collection };
    }
    return { kind: "empty" };
  }
  const id = slot.source === "prior" ? compared?.study_id : undefined;
  const collection = collections.find((one) => one.prior?.study_id === id);
  if (collection === undefined) {
    const asked = opened.find((one) => one.prior.study_id === id);
    if (asked === undefined) return { kind: "missing" };
    return { kind: asked.error === null ? "coming" : "failed" };
  }
  const sheet = sheetFor(slot, collection.sheets);
  return sheet === undefined ? { kind: "missing" } : { kind: "sheet", sheet, collection };
}

/** What the panes hold now, whatever put it there. */
function fixed(hung: Hung, shown: readonly Shown[]): Hung {
  return { ...hung, slots: shown.map((one) => (one.kind === "sheet" ? one.sheet.instance.id : null)) };
}

/** The first of each series, then all others. */
function offeredOf(sheets: readonly Sheet[]): string[] {
  const firsts = bySeries(sheets).map((group) => group[0]!);
  return [...firsts, ...sheets.filter((sheet) => !firsts.includes(sheet))].map((sheet) => sheet.instance.id);
}

/** An earlier study takes the pane of another one, else a pane that is not looked at; a single pane gets a neighbour. */
function beside(hung: Hung, shown: readonly Shown[], instanceId: string): Hung {
  const roomy = hung.slots.length > 1 ? hung : withLayout(hung, "1x2", []);
  const isPrior = (at: number) => {
    const one = shown[at];
    return one?.kind === "sheet" && one.collection.prior !== null;
  };
  const panes = roomy.slots.map((_, at) => at).filter((at) => at !== roomy.active);
  const pane = panes.find(isPrior) ?? panes.find((at) => roomy.slots[at] === null) ?? panes[0]!;
  return put(roomy, pane, instanceId);
}
