import { createContext, useContext, useEffect, useMemo } from "react";
import type { Point } from "../geometry";
import type { Action } from "../keys";
import { useLatest } from "../useLatest";

/** What one pane does because another one did. */
export interface SyncPorts {
  onScroll: (action: Action) => void;
  onWindow: (by: Point) => void;
  onZoom: (factor: number, at: Point) => void;
  onPan: (by: Point) => void;
}

/** The panes that move together. Each keeps where it is and moves as far as the others do. */
export interface Sync {
  join: (ports: SyncPorts) => () => void;
  tell: (from: SyncPorts, act: (ports: SyncPorts) => void) => void;
  setOn: (isOn: boolean) => void;
}

export function sync(): Sync {
  const panes = new Set<SyncPorts>();
  let isOn = false;
  return {
    join(ports) {
      panes.add(ports);
      return () => panes.delete(ports);
    },
    tell(from, act) {
      if (!isOn) return;
      for (const ports of panes) if (ports !== from) act(ports);
    },
    setOn(now) {
      isOn = now;
    },
  };
}

export const SyncContext = createContext<Sync | null>(null);

/** What is scrolled by, or put back, in all panes alike. */
const SCROLLED: ReadonlySet<Action> = new Set<Action>(["previous", "next", "previousFrame", "nextFrame"]);

export function isScrolled(action: Action): boolean {
  return SCROLLED.has(action);
}

/** Joins the panes that move together; what is returned tells the others. */
export function useSync(own: SyncPorts): SyncPorts {
  const all = useContext(SyncContext);
  const onScroll = useLatest(own.onScroll);
  const onWindow = useLatest(own.onWindow);
  const onZoom = useLatest(own.onZoom);
  const onPan = useLatest(own.onPan);
  const ports = useMemo(() => ({ onScroll, onWindow, onZoom, onPan }), [onScroll, onWindow, onZoom, onPan]);
  useEffect(() => all?.join(ports), [all, ports]);
  return useMemo(
    () => ({
      onScroll: (action) => all?.tell(ports, (other) => other.onScroll(action)),
      onWindow: (by) => all?.tell(ports, (other) => other.onWindow(by)),
      onZoom: (factor, at) => all?.tell(ports, (other) => other.onZoom(factor, at)),
      onPan: (by) => all?.tell(ports, (other) => other.onPan(by)),
    }),
    [all, ports],
  );
}
