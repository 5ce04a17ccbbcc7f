import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#eaf3fa",
  "#d3e4f2",
  "#a5c8e6",
  "#74aada",
  "#4d91d0",
  "#3581c9",
  "#2478c4",
  "#1a66ac",
  "#125a9a",
  "#034e88",
];

export const theme = createTheme({
  primaryColor: "brand",
  primaryShade: 8,
  colors: { brand },
  defaultRadius: "sm",
  fontFamily:
    '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: "600" },
  cursorType: "pointer",
  autoContrast: true,
  components: {
    Badge: { defaultProps: { radius: "sm" }, styles: { root: { textTransform: "none" } } },
  },
});

/** Words that stand back must still be read on every ground they stand on: 4.5 to 1 (WCAG 2.2, 1.4.3). */
export const legible: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#5a626b",
    "--mantine-color-teal-light-color": "#066649",
    "--mantine-color-green-light-color": "#216a30",
    "--mantine-color-orange-light-color": "#9a3412",
    "--mantine-color-yellow-light-color": "#7a4a00",
    "--mantine-color-red-light-color": "#b02525",
  },
  dark: {},
});
