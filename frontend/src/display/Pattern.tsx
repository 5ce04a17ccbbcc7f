import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./display.module.css";
import { heightAt, pattern } from "./pattern";

/** The pattern at one pixel of its own for each of the screen's, whatever the zoom of the page. */
export function Pattern() {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const exact = entry?.devicePixelContentBoxSize?.[0]?.inlineSize;
      setWidth(Math.floor(exact ?? box.clientWidth * devicePixelRatio));
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    if (!context || width === 0) return;
    for (const { x, y, width: wide, height: high, level } of pattern(width, heightAt(width))) {
      context.fillStyle = `rgb(${level} ${level} ${level})`;
      context.fillRect(x, y, wide, high);
    }
  }, [width]);

  return (
    <div ref={frame} className={classes.frame}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t("display.pattern")}
        data-testid="pattern"
        width={width}
        height={heightAt(width)}
        style={{ width: width / devicePixelRatio, height: heightAt(width) / devicePixelRatio }}
      />
    </div>
  );
}
