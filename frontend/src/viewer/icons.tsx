import type { ReactNode } from "react";

export function icon(paths: ReactNode, isFilled = false) {
  return function Icon() {
    return (
      <svg
        width={20}
        height={20}
        viewBox="0 0 24 24"
        fill={isFilled ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth={isFilled ? 0 : 1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {paths}
      </svg>
    );
  };
}

export const IconWindow = icon(
  <>
    <circle cx="12" cy="12" r="8" />
    <path d="M12 4a8 8 0 0 1 0 16Z" fill="currentColor" />
  </>,
);
export const IconZoom = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="m15.5 15.5 5 5M10.5 7.5v6M7.5 10.5h6" />
  </>,
);
export const IconPan = icon(
  <path d="M12 3v18M3 12h18M9.500 5.500 12 3l2.500 2.500M9.500 18.500 12 21l2.500-2.500M5.500 9.500 3 12l2.500 2.500M18.500 9.500 21 12l-2.500 2.500" />,
);
export const IconInvert = icon(
  <>
    <rect x="4" y="4" width="16" height="16" rx="2" />
    <path d="M4.500 19.500 19.500 4.500V18a1.500 1.500 0 0 1-1.500 1.500Z" fill="currentColor" />
  </>,
);
export const IconFit = icon(
  <path d="M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4" />,
);
export const IconActual = icon(<path d="M5 8l2.500-2v12M19 18V6l-2.500 2M12 9.500v.1M12 14.500v.1" />);
export const IconPrevious = icon(<path d="m14.500 5-7 7 7 7" />);
export const IconNext = icon(<path d="m9.500 5 7 7-7 7" />);
export const IconPlay = icon(<path d="M7 4.500v15l13-7.500Z" />, true);
export const IconPause = icon(<path d="M6.500 5h4v14h-4zM13.500 5h4v14h-4z" />, true);
export const IconFrameBack = icon(<path d="M18 5v14L8 12ZM5 5h2v14H5z" />, true);
export const IconFrameOn = icon(<path d="M6 5v14l10-7ZM17 5h2v14h-2z" />, true);
export const IconLabels = icon(<path d="M5 6V4.500h14V6M12 4.500v15M9.500 19.500h5" />);
export const IconHelp = icon(
  <>
    <rect x="3" y="6" width="18" height="12" rx="2" />
    <path d="M7 10v.1M11 10v.1M15 10v.1M7 14h10" />
  </>,
);
export const IconMagnify = icon(
  <>
    <circle cx="10.500" cy="10.500" r="6.500" />
    <circle cx="10.500" cy="10.500" r="2" fill="currentColor" />
    <path d="m15.500 15.500 5 5" />
  </>,
);
const ROTATE = "M19 12a7 7 0 1 1-2.500-5.400L19 9M19 4v5h-5";
export const IconRotate = icon(<path d={ROTATE} />);
export const IconRotateLeft = icon(<path d={ROTATE} transform="matrix(-1 0 0 1 24 0)" />);
export const IconFlipAcross = icon(
  <>
    <path d="M12 3v18" strokeDasharray="2 3" />
    <path d="M9 6v12H3Z" fill="currentColor" />
    <path d="M15 6v12h6Z" />
  </>,
);
export const IconFlipDown = icon(
  <>
    <path d="M3 12h18" strokeDasharray="2 3" />
    <path d="M6 9h12V3Z" fill="currentColor" />
    <path d="M6 15h12v6Z" />
  </>,
);
export const IconRegion = icon(
  <>
    <rect x="3" y="5" width="18" height="14" strokeDasharray="3 3" />
    <circle cx="12" cy="12" r="4" />
    <path d="M12 8a4 4 0 0 1 0 8Z" fill="currentColor" />
  </>,
);
export const IconLength = icon(<path d="m4 20 16-16M2 18l4 4M18 2l4 4" />);
export const IconAngle = icon(<path d="M20 20H4L17 5M12 20a9 9 0 0 0-2-6" />);
export const IconCobb = icon(<path d="m4 8 16-4M4 16l16 4M12 6v3M12 11v2M12 15v3" />);
export const IconRatio = icon(<path d="M7 7h10M7 5v4M17 5v4M3 17h18M3 15v4M21 15v4" />);
export const IconRectangle = icon(<rect x="4" y="6" width="16" height="12" />);
export const IconEllipse = icon(<ellipse cx="12" cy="12" rx="9" ry="6" />);
export const IconArrow = icon(<path d="M20 4 6 18M6 10v8h8M15 20h6M18 17v6" />);
export const IconCalibrate = icon(<path d="M3 8h18v8H3ZM7 8v3M11 8v5M15 8v3M19 8v3" />);
export const IconUndo = icon(<path d="M4 9h10a5.500 5.500 0 0 1 0 11H8M8 5 4 9l4 4" />);
export const IconRedo = icon(<path d="M20 9H10a5.500 5.500 0 0 0 0 11h6M16 5l4 4-4 4" />);
export const IconBin = icon(<path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v6M14 11v6" />);
