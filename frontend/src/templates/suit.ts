import type { TemplateLine } from "../api/types";

/** The templates of a modality, those for what was asked for first. */
export function bySuitability(lines: readonly TemplateLine[], about: string): TemplateLine[] {
  const asked = about.toLowerCase();
  const suits = (line: TemplateLine) => line.body_parts.some((part) => asked.includes(part.toLowerCase()));
  return [...lines].sort((one, other) => Number(suits(other)) - Number(suits(one)));
}
