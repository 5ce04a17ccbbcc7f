import type { ReactNode } from "react";

function icon(paths: ReactNode, isFilled = false) {
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
