import type { Keeper } from "../../report/keeper";
import { type Marks, marks as newMarks } from "../marks";
import { type Evidence, isSameEvidence, onInstances } from "./evidence";
import { type KeyImages, keyImages as newKeyImages } from "./keyImages";
import { type Regions, regions as newRegions } from "./regions";
import { type Looks, looks as newLooks } from "./looks";

/** A place that somebody asked to see; a new object for each time. */
export interface Target {
  instanceId: string;
  frame: number;
  markId: number | null;
}

/** What lies on the desk beside the pictures of one study while it is open: what was drawn, chosen and asked for. */
export interface EvidenceDesk {
  marks: Marks;
  keyImages: KeyImages;
  looks: Looks;
  regions: Regions;
  /** What the report would point at now. */
  read: () => Evidence;
  /** What the server has, to be looked at. */
  show: (saved: Evidence) => void;
  /** The reader goes on with it: from now on all that is done is kept. Returns how to stop. */
  keep: (keeper: Keeper<Evidence>) => () => void;
  /** Two windows differ, and a person chose. */
  choose: (keeper: Keeper<Evidence>, which: "mine" | "theirs") => void;
  setInstances: (instanceIds: ReadonlySet<string>) => void;
  belongs: (instanceId: string) => boolean;
  target: () => Target | null;
  go: (target: Target) => void;
  subscribe: (listener: () => void) => () => void;
}

export function evidenceDesk(): EvidenceDesk {
  const marks = newMarks();
  const keyImages = newKeyImages();
  const listeners = new Set<() => void>();
  let instanceIds: ReadonlySet<string> = new Set();
  let wanted: Target | null = null;

  const read = () => onInstances({ marks: marks.read(), keyImages: keyImages.read() }, instanceIds);
  const setFixed = (isFixed: boolean) => {
    marks.setFixed(isFixed);
    keyImages.setFixed(isFixed);
  };
  const isShut = (keeper: Keeper<Evidence>) => ["lost", "conflict"].includes(keeper.view().state);

  return {
    marks,
    keyImages,
    looks: newLooks(),
    regions: newRegions(),
    read,
    show(saved) {
      marks.show(saved.marks);
      keyImages.load(saved.keyImages, true);
    },
    keep(keeper) {
      const { value } = keeper.view();
      // What was measured before START lies beside what was saved, and stays.
      marks.show(value.marks);
      keyImages.load(value.keyImages, false);
      setFixed(isShut(keeper));
      const note = () => {
        const now = read();
        if (!isShut(keeper) && !isSameEvidence(now, keeper.view().value)) keeper.type(now);
      };
      let wasShut = isShut(keeper);
      const follow = () => {
        if (wasShut === isShut(keeper)) return;
        wasShut = isShut(keeper);
        setFixed(wasShut);
      };
      note();
      const stops = [marks.subscribe(note), keyImages.subscribe(note), keeper.subscribe(follow)];
      return () => {
        for (const stop of stops) stop();
        setFixed(true);
      };
    },
    choose(keeper, which) {
      const { theirs } = keeper.view();
      // Before the keeper goes on: nothing of what is laid aside here may reach it.
      if (which === "theirs" && theirs !== null) {
        marks.load(theirs.marks);
        keyImages.load(theirs.keyImages, true);
      }
      keeper.choose(which);
    },
    setInstances(next) {
      instanceIds = next;
    },
    belongs: (instanceId) => instanceIds.has(instanceId),
    target: () => wanted,
    go(target) {
      wanted = target;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
