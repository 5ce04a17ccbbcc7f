import { useMediaQuery } from "@mantine/hooks";

/** Whether the window has no room for panes side by side: a tablet upright, or a page at 200 %. As in the style sheets. */
export function useNarrow(): boolean {
  return useMediaQuery("(max-width: 62em)", false, { getInitialValueInEffect: false }) ?? false;
}
