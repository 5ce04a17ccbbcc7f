import { expect, test, vi } from "vitest";
import { sync } from "./sync";

const pane = () => ({ onScroll: vi.fn(), onWindow: vi.fn(), onZoom: vi.fn(), onPan: vi.fn() });

test("panes move together only while that is asked for, and none moves itself twice", () => {
  const all = sync();
  const [a, b, gone] = [pane(), pane(), pane()];
  all.join(a);
  all.join(b);
  all.join(gone)();
  all.tell(a, (other) => other.onPan({ x: 1, y: 0 }));
  expect(b.onPan).not.toHaveBeenCalled();
  all.setOn(true);
  all.tell(a, (other) => other.onPan({ x: 2, y: 0 }));
  expect(b.onPan).toHaveBeenCalledExactlyOnceWith({ x: 2, y: 0 });
  expect(a.onPan).not.toHaveBeenCalled();
  expect(gone.onPan).not.toHaveBeenCalled();
});
