import { icon } from "../icons";

/** Forth and back. */
export const IconSweep = icon(<path d="M4 8h14M15 5l3 3-3 3M20 16H6M9 13l-3 3 3 3" />);
