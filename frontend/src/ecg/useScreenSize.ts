import { useCallback, useEffect, useState } from "react";
import { type Calibration, calibrationOf, forgetCalibration, keepCalibration, type ScreenFacts } from "./screen-size";

function factsNow(): ScreenFacts {
  return { width: window.screen.width, height: window.screen.height, devicePixelRatio: window.devicePixelRatio || 1 };
}

/** The size of a pixel on this screen, following zoom and a move to another monitor. */
export function useScreenSize() {
  const [state, setState] = useState<{ calibration: Calibration; facts: ScreenFacts }>(read);
  const refresh = useCallback(() => setState(read()), []);
  useEffect(() => {
    window.addEventListener("resize", refresh);
    return () => window.removeEventListener("resize", refresh);
  }, [refresh]);
  return {
    ...state,
    keep: (bar: { px: number; mm: number }) => {
      const isKept = keepCalibration(localStorage, factsNow(), bar);
      refresh();
      return isKept;
    },
    forget: () => {
      forgetCalibration(localStorage, factsNow());
      refresh();
    },
  };
}

function read(): { calibration: Calibration; facts: ScreenFacts } {
  const facts = factsNow();
  return { calibration: calibrationOf(localStorage, facts), facts };
}
