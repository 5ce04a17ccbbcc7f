import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { InstanceDisplay } from "./display";
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
  loadAhead: (instanceId: string, display: InstanceDisplay) => void;
  samplesOf: (imageId: string) => Samples | null;
}

/** Opens a screen on an element once Cornerstone, a chunk of its own, has come; closes it with the page. */
export function useReader(
  element: RefObject<HTMLDivElement | null>,
  onShown: (instanceId: string) => void,
): { reading: Reading | null; error: unknown } {
  const [reading, setReading] = useState<Reading | null>(null);
  const [error, setError] = useState<unknown>(null);
  const shown = useRef(onShown);
  shown.current = onShown;

  useEffect(() => {
    let close: () => void = () => undefined;
    let isGone = false;
    const open = async () => {
      const { describe, extentOfLoaded, loadAhead, loadPicture, openScreen, samplesOf } = await import("./screen");
      if (isGone || element.current === null) return;
      const opened: Reader = reader({
        describe,
        load: loadPicture,
        extentOf: extentOfLoaded,
        show: (...laid) => screen.show(...laid),
        draw: (drawing) => screen.draw(drawing),
        onShown: (instanceId) => shown.current(instanceId),
        nextTick,
      });
      const screen = openScreen(element.current, { onDrawn: opened.drawn, onMoved: opened.moved });
      const sizes = new ResizeObserver(() => screen.resize());
      sizes.observe(element.current);
      close = () => {
        sizes.disconnect();
        opened.close();
        screen.close();
      };
      setReading({ reader: opened, screen, loadAhead, samplesOf });
    };
    open().catch(setError);
    return () => {
      isGone = true;
      close();
      setReading(null);
    };
  }, [element]);

  return { reading, error };
}

const NOTHING = () => () => undefined;
const NO_STATE = () => null;

export function useReaderState(reading: Reading | null): ReaderState | null {
  return useSyncExternalStore(reading?.reader.subscribe ?? NOTHING, reading?.reader.read ?? NO_STATE);
}
