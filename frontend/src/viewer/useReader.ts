import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { book } from "./line/book";
import { pane } from "./line/looking";
import type { Samples } from "./loader";
import { type Reader, type ReaderState, reader } from "./reader";
import type { Screen } from "./screen";

const nextTick = (tick: (now: number) => void) => {
  const id = requestAnimationFrame(tick);
  return () => cancelAnimationFrame(id);
};

export interface Reading {
  reader: Reader;
  screen: Screen;
  samplesOf: (imageId: string) => Samples | null;
}

/** Opens a screen on an element once Cornerstone, a chunk of its own, has come; closes it with the page. */
export function useReader(
  element: RefObject<HTMLDivElement | null>,
  onShown: (instanceId: string) => void,
  isActive: boolean,
): { reading: Reading | null; error: unknown } {
  const [reading, setReading] = useState<Reading | null>(null);
  const [error, setError] = useState<unknown>(null);
  const shown = useRef(onShown);
  shown.current = onShown;
  const [looking] = useState(pane);
  useEffect(() => looking.activate(isActive), [looking, isActive]);

  useEffect(() => {
    let close: () => void = () => undefined;
    let isGone = false;
    const open = async () => {
      const { describe, distributionOfLoaded, loadPicture, loadPreviews, openScreen, samplesOf } = await import("./screen");
      if (isGone || element.current === null) return;
      const opened: Reader = reader({
        describe,
        load: loadPicture,
        preview: loadPreviews,
        extentOf: distributionOfLoaded,
        show: (...laid) => screen.show(...laid),
        draw: (drawing) => screen.draw(drawing),
        onShown: (instanceId) => {
          book.completed(instanceId);
          shown.current(instanceId);
        },
        onFrames: book.drawn,
        nextTick,
      });
      opened.subscribe(() => {
        const { stage } = opened.read();
        looking.look(stage?.instanceId == null ? null : { ...stage, instanceId: stage.instanceId });
      });
      const screen = openScreen(element.current, { onDrawn: opened.drawn, onMoved: opened.moved });
      const sizes = new ResizeObserver(() => screen.resize());
      sizes.observe(element.current);
      close = () => {
        sizes.disconnect();
        opened.close();
        looking.close();
        screen.close();
      };
      setReading({ reader: opened, screen, samplesOf });
    };
    open().catch(setError);
    return () => {
      isGone = true;
      close();
      setReading(null);
    };
  }, [element, looking]);

  return { reading, error };
}

const NOTHING = () => () => undefined;
const NO_STATE = () => null;

export function useReaderState(reading: Reading | null): ReaderState | null {
  return useSyncExternalStore(reading?.reader.subscribe ?? NOTHING, reading?.reader.read ?? NO_STATE);
}
