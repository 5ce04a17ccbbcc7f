import type { ReactNode, SVGProps } from "react";

type IconProps = SVGProps<SVGSVGElement> & { size?: number };

function icon(paths: ReactNode) {
  return function Icon({ size = 18, ...rest }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        {...rest}
      >
        {paths}
      </svg>
    );
  };
}

export const IconAlert = icon(
  <>
    <path d="M12 3 2 20h20L12 3Z" />
    <path d="M12 10v4M12 17.2v.1" />
  </>,
);
export const IconCheck = icon(<path d="m4 12.5 5 5L20 6.5" />);
export const IconClock = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3.5 2" />
  </>,
);
export const IconCopy = icon(
  <>
    <rect x="8" y="8" width="12" height="12" rx="2" />
    <path d="M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2" />
  </>,
);
export const IconLogout = icon(
  <>
    <path d="M14 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h8" />
    <path d="M10 12h11m-4-4 4 4-4 4" />
  </>,
);
export const IconPause = icon(<path d="M8 5v14M16 5v14" />);
export const IconRefresh = icon(
  <>
    <path d="M20 11a8 8 0 1 0-2.3 6.3" />
    <path d="M20 5v6h-6" />
  </>,
);
export const IconLock = icon(
  <>
    <rect x="5" y="11" width="14" height="9" rx="2" />
    <path d="M8 11V8a4 4 0 0 1 8 0v3" />
  </>,
);
export const IconUser = icon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4 21c1-4.5 4-6 8-6s7 1.5 8 6" />
  </>,
);
export const IconFile = icon(
  <>
    <path d="M6 3h8l5 5v13H6V3Z" />
    <path d="M14 3v5h5M9 13h7M9 17h5" />
  </>,
);
export const IconImage = icon(
  <>
    <rect x="3" y="4" width="18" height="16" rx="2" />
    <circle cx="9" cy="10" r="1.6" />
    <path d="m4 18 6-5 4 3 3-2 4 3" />
  </>,
);
export const IconXray = icon(
  <>
    <rect x="4" y="3" width="16" height="18" rx="2" />
    <path d="M12 6v12M8 9c1.5-1 2.5-1 4 0 1.5-1 2.5-1 4 0M8 12.5c1.5-1 2.5-1 4 0 1.5-1 2.5-1 4 0M8.5 16c1.200-.8 2.300-.8 3.5 0 1.200-.8 2.300-.8 3.5 0" />
  </>,
);
export const IconUltrasound = icon(
  <>
    <path d="M9 3h6v3H9zM10 6 4 18a14 14 0 0 0 16 0L14 6" />
    <path d="M8.5 13a9 9 0 0 0 7 0" />
  </>,
);
export const IconEcg = icon(<path d="M2 13h5l2-3 2 8 3-14 2 9h6" />);
