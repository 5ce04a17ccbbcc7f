import type { Template, TemplateField, TemplateRange, TemplateSection, Words } from "../api/types";

/** What was filled in, by field: a number as typed, a text, or the keys of chosen options apart by commas. */
export type Filled = Readonly<Record<string, string>>;

/** What normal ranges go by; null where it is not known. */
export interface Subject {
  sex: string;
  ageYears: number | null;
}

export interface Bounds {
  low: number | null;
  high: number | null;
}

export type ReportLanguage = "zh" | "en";

const NUMBER = /^-?\d{1,6}(\.\d{1,4})?$/;

export function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

export function chosenOf(value: string | undefined): string[] {
  return value ? value.split(",") : [];
}

/** Chooses an option, or no longer. What is normal and what is not exclude each other. */
export function toggled(field: TemplateField, value: string | undefined, key: string): string {
  const chosen = chosenOf(value);
  if (chosen.includes(key)) return chosen.filter((one) => one !== key).join(",");
  if (!field.is_multiple) return key;
  const isNormal = (one: string) => field.options.find((option) => option.key === one)?.is_normal ?? false;
  const rest = isNormal(key) ? [] : chosen.filter((one) => !isNormal(one));
  return field.options.filter((option) => option.key === key || rest.includes(option.key)).map((o) => o.key).join(",");
}

/** Fills every choice that is still open with what is normal of it. */
export function withNormals(template: Template, filled: Filled): Filled {
  const normals = fieldsOf(template).flatMap((field) => {
    const normal = field.options.find((option) => option.is_normal);
    return normal && !filled[field.key] ? [[field.key, normal.key] as const] : [];
  });
  return { ...filled, ...Object.fromEntries(normals) };
}

export function fieldsOf(template: Template): TemplateField[] {
  return template.sections.flatMap((section) => section.fields);
}

/** What the server keeps with the text: fields that hold something it takes. */
export function valuesOf(template: Template, filled: Filled): [string, string][] {
  return fieldsOf(template).flatMap((field) => {
    const value = cleaned(field, filled[field.key]);
    return value === "" ? [] : [[field.key, value] as [string, string]];
  });
}

function cleaned(field: TemplateField, value: string | undefined): string {
  const trimmed = (value ?? "").trim();
  if (field.kind === "number") return isNumber(trimmed) ? trimmed : "";
  return trimmed;
}

/**
 * What is normal of a number for this patient. Where sex or age is not known, every range that might hold counts and
 * the widest bounds are taken: nothing is marked that may be normal.
 */
export function boundsOf(field: TemplateField, filled: Filled, subject: Subject): Bounds | null {
  const weeks = field.week_field ? (filled[field.week_field] ?? "") : "";
  const week = isNumber(weeks) ? Math.floor(Number(weeks)) : null;
  const holding = field.ranges.filter((range) => mayHold(range, week, subject));
  if (holding.length === 0) return null;
  return { low: widest(holding, "low", Math.min), high: widest(holding, "high", Math.max) };
}

function mayHold(range: TemplateRange, week: number | null, { sex, ageYears }: Subject): boolean {
  if (range.week !== null && range.week !== week) return false;
  if (range.sex !== "" && (sex === "M" || sex === "F") && range.sex !== sex) return false;
  if (ageYears === null) return true;
  return ageYears >= (range.age_from ?? 0) && ageYears < (range.age_until ?? Infinity);
}

function widest(ranges: TemplateRange[], side: "low" | "high", pick: (...all: number[]) => number): number | null {
  const bounds = ranges.map((range) => range[side]);
  return bounds.some((bound) => bound === null) ? null : pick(...bounds.map(Number));
}

export type Mark = "high" | "low" | null;

export function markOf(value: string, bounds: Bounds | null): Mark {
  if (bounds === null || !isNumber(value)) return null;
  if (bounds.high !== null && Number(value) > bounds.high) return "high";
  return bounds.low !== null && Number(value) < bounds.low ? "low" : null;
}

export function boundsText({ low, high }: Bounds): string {
  if (low === null) return `≤${String(high)}`;
  return high === null ? `≥${String(low)}` : `${String(low)}–${String(high)}`;
}

const SIGNS = {
  zh: { between: "，", end: "。", title: "：", high: "↑", low: "↓", normal: (text: string) => `（参考 ${text}）` },
  en: { between: ". ", end: ".", title: ": ", high: " ↑", low: " ↓", normal: (text: string) => ` (reference ${text})` },
} as const;

/** The text that a filled form stands for. A number outside its range carries an arrow and the range. */
export function rendered(template: Template, filled: Filled, subject: Subject, language: ReportLanguage) {
  const sections = (part: "findings" | "impression") => template.sections.filter((section) => section.part === part);
  const findings = sections("findings").flatMap((section) => paragraph(section, filled, subject, language));
  const concluded = [
    ...fieldsOf(template).flatMap((field) => impressionsOf(field, filled, language)),
    ...sections("impression").flatMap((section) => piecesOf(section, filled, subject, language)),
  ];
  const normal = template.normal_impression;
  const lines = concluded.length === 0 && normal && isNormal(template, filled, subject) ? [normal[language]] : concluded;
  return { findings: findings.join("\n"), impression: numbered(lines, language) };
}

function paragraph(section: TemplateSection, filled: Filled, subject: Subject, language: ReportLanguage): string[] {
  const pieces = piecesOf(section, filled, subject, language);
  if (pieces.length === 0) return [];
  const { between, end, title } = SIGNS[language];
  return [`${section.is_titled ? section.title[language] + title : ""}${pieces.join(between)}${end}`];
}

function piecesOf(section: TemplateSection, filled: Filled, subject: Subject, language: ReportLanguage): string[] {
  return section.fields.flatMap((field) => pieces(field, filled, subject, language)).filter((piece) => piece !== "");
}

function pieces(field: TemplateField, filled: Filled, subject: Subject, language: ReportLanguage): string[] {
  const value = cleaned(field, filled[field.key]);
  if (value === "") return [];
  if (field.kind === "choice") return optionsOf(field, value).map((option) => option.text[language]);
  const said = field.kind === "number" ? measured(field, value, filled, subject, language) : withoutEnd(value);
  if (field.text) return [field.text[language].replace("{value}", () => said)];
  return [`${field.label[language]}${language === "zh" && field.kind === "text" ? "：" : " "}${said}`];
}

function measured(field: TemplateField, value: string, filled: Filled, subject: Subject, language: ReportLanguage) {
  const bounds = boundsOf(field, filled, subject);
  const mark = markOf(value, bounds);
  const unit = field.unit === "" || field.text ? "" : ` ${field.unit}`;
  const signs = SIGNS[language];
  return `${value}${unit}${mark && bounds ? signs[mark] + signs.normal(boundsText(bounds)) : ""}`;
}

function withoutEnd(text: string): string {
  return text.replace(/[。.，,；;]+$/u, "");
}

function optionsOf(field: TemplateField, value: string) {
  const chosen = chosenOf(value);
  return field.options.filter((option) => chosen.includes(option.key));
}

function impressionsOf(field: TemplateField, filled: Filled, language: ReportLanguage): string[] {
  const impressions = optionsOf(field, filled[field.key] ?? "").map((option) => option.impression);
  return impressions.filter((words): words is Words => words !== null).map((words) => words[language]);
}

/** Something normal was chosen, nothing that could be otherwise was chosen differently, and no number is outside. */
function isNormal(template: Template, filled: Filled, subject: Subject): boolean {
  const fields = fieldsOf(template);
  const ofNormal = fields.filter((field) => field.options.some((option) => option.is_normal) && filled[field.key]);
  return (
    ofNormal.length > 0 &&
    ofNormal.every((field) => optionsOf(field, filled[field.key] ?? "").every((option) => option.is_normal)) &&
    fields.every((field) => markOf(cleaned(field, filled[field.key]), boundsOf(field, filled, subject)) === null)
  );
}

function numbered(lines: readonly string[], language: ReportLanguage): string {
  const { end } = SIGNS[language];
  if (lines.length < 2) return lines.map((line) => line + end).join("");
  return lines.map((line, index) => `${String(index + 1)}. ${line}${end}`).join("\n");
}
