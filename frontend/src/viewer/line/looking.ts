import { here } from "./here";
import type { Looking } from "./ranking";

/** Says to the line what one pane shows, until it is closed. */
export function pane(): { look: (at: Omit<Looking, "isActive"> | null) => void; activate: (isActive: boolean) => void; close: () => void } {
  let mine: Looking | null = null;
  let isActive = true;
  let last: Omit<Looking, "isActive"> | null = null;
  const put = (next: Looking | null) => {
    const before = mine;
    if (before === next) return;
    mine = next;
    here.attend((attention) => ({
      ...attention,
      panes: [...attention.panes.filter((one) => one !== before), ...(next === null ? [] : [next])],
    }));
  };
  const again = () => put(last === null ? null : { ...last, isActive });
  return {
    look(at) {
      if (at?.instanceId === last?.instanceId && at?.frame === last?.frame && at?.frames === last?.frames) return;
      last = at;
      again();
    },
    activate(now) {
      if (now === isActive) return;
      isActive = now;
      again();
    },
    close: () => put(null),
  };
}
