import { describe, expect, it } from "vitest";
import { boxOf, placeOn } from "./box";

const AREA = { left: 10, top: 20, width: 200, height: 100 };
const SIZE = { columns: 2000, rows: 1000 };

describe("a box on a rejected picture", () => {
  it("lies where it was drawn, in pixels of the picture as it is stored", () => {
    expect(placeOn(AREA, SIZE, { clientX: 110, clientY: 45 })).toEqual({ x: 1000, y: 250 });
  });

  it("ends at the picture's edge", () => {
    expect(placeOn(AREA, SIZE, { clientX: 0, clientY: 500 })).toEqual({ x: 0, y: 1000 });
  });

  it("has its corners in order however it was drawn", () => {
    const corners = [
      { x: 100, y: 200 },
      { x: 300, y: 500 },
    ];
    expect(boxOf({ x: 300, y: 200 }, { x: 100, y: 500 }, SIZE)).toEqual(corners);
  });

  it("is none where somebody only clicked", () => {
    expect(boxOf({ x: 300, y: 200 }, { x: 305, y: 500 }, SIZE)).toBeNull();
  });
});
