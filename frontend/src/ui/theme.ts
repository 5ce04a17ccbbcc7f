import { createTheme, type MantineColorsTuple } from "@mantine/core";

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
