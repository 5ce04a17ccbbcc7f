import { useEffect, useRef } from "react";
import type { Affine, Point } from "./geometry";
import { lensPixels } from "./lens";
import type { Samples } from "./loader";
import type { Drawing } from "./look";
import classes from "./marks.module.css";

const SIDE_PX = 240;
const FACTOR = 2.5;

interface LensProps {
  samples: Samples;
  drawing: Drawing;
  view: Affine;
  at: Point;
}

/** A magnifying glass that shows the picture's own pixels, not the screen's. */
export function Lens({ samples, drawing, view, at }: LensProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dots = window.devicePixelRatio || 1;
  const side = Math.round(SIDE_PX * dots);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    const pixels = lensPixels(samples, drawing, { view, at, factor: FACTOR, side, dots });
    context.putImageData(new ImageData(pixels, side, side), 0, 0);
  });
  return (
    <canvas
      ref={canvas}
      data-testid="lens"
      className={classes.lens}
      width={side}
      height={side}
      style={{ width: SIDE_PX, height: SIDE_PX, left: at.x - SIDE_PX / 2 - 2, top: at.y - SIDE_PX / 2 - 2 }}
    />
  );
}
