import { type FocusEvent, type KeyboardEvent, type RefObject, useRef } from "react";
import type { Modality } from "../api/types";
import { expansionAt, typeOver } from "./expand";
import { usePhrases } from "./queries";

type Area = HTMLTextAreaElement;

/**
 * Lets a field expand short keys by Tab; without one before the caret Tab goes on to the next field, as everywhere.
 * The field that was typed in last is where the menu of phrases types.
 */
export function usePhraseKeys(modality: Modality, isReadOnly: boolean) {
  const typedIn = useRef<Area | null>(null);
  const phrases = usePhrases();
  const handlers = {
    onFocus: (event: FocusEvent<Area>) => {
      typedIn.current = event.currentTarget;
    },
    onKeyDownCapture: (event: KeyboardEvent<Area>) => {
      const area = event.currentTarget;
      if (event.key !== "Tab" || event.shiftKey || isReadOnly || area.selectionStart !== area.selectionEnd) return;
      const fitting = (phrases.data ?? []).filter((one) => one.modality === "" || one.modality === modality);
      const expansion = expansionAt(area.value, area.selectionStart, fitting);
      if (expansion === null) return;
      event.preventDefault();
      typeOver(area, expansion);
    },
  };
  return [typedIn as RefObject<Area | null>, handlers] as const;
}
