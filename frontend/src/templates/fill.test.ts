import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Template, TemplateField } from "../api/types";
import { boundsOf, boundsText, markOf, rendered, toggled, valuesOf, withNormals } from "./fill";

const LEAN: object = { impression: null, is_normal: false };

/** A shipped file as the server gives it: with what it leaves out. */
function shipped(name: string): Template {
  const file = JSON.parse(readFileSync(new URL(`../../../teleread/templates/shipped/${name}.1.json`, import.meta.url), "utf8"));
  const field = { options: [], is_multiple: false, unit: "", decimals: 0, ranges: [], week_field: "", text: null };
  const range = { low: null, high: null, sex: "", age_from: null, age_until: null, week: null, source: "" };
  return {
    ...file,
    sections: file.sections.map((section: { fields: Partial<TemplateField>[] }) => ({
      is_titled: true,
      ...section,
      fields: section.fields.map((one) => ({
        ...field,
        ...one,
        options: (one.options ?? []).map((option) => ({ ...LEAN, ...option })),
        ranges: (one.ranges ?? []).map((each) => ({ ...range, ...each })),
      })),
    })),
  };
}

const CHEST = shipped("xray-chest");
const HEART = shipped("us-cardiac");
const FETUS = shipped("us-obstetric");
const ECG = shipped("ecg-12-lead");
const MAN = { sex: "M", ageYears: 60 };
const WOMAN = { sex: "F", ageYears: 30 };
const UNKNOWN = { sex: "", ageYears: null };

const fieldOf = (template: Template, key: string) => {
  const found = template.sections.flatMap((section) => section.fields).find((field) => field.key === key);
  if (!found) throw new Error(key);
  return found;
};

test("a form that was not filled in says nothing", () => {
  expect(rendered(CHEST, {}, MAN, "zh")).toEqual({ findings: "", impression: "" });
});

test("what is normal throughout has one impression, in either language", () => {
  const filled = withNormals(CHEST, {});
  const zh = rendered(CHEST, filled, MAN, "zh");
  expect(zh.findings).toContain("肺：双肺野清晰，未见明确实变、结节或肿块影，双肺门影不大。");
  expect(zh.impression).toBe("心、肺、膈未见明显异常。");
  expect(rendered(CHEST, filled, MAN, "en").impression).toBe("No abnormality of heart, lungs or diaphragm.");
});

test("what is chosen stands in findings and impression, numbered where there are several", () => {
  const filled = withNormals(CHEST, { fields: "markings,nodule_right", effusion: "left", nodule_mm: "12" });
  const { findings, impression } = rendered(CHEST, filled, MAN, "zh");
  expect(findings).toContain("右肺见结节状密度增高影，病灶最大径 12 mm，");
  expect(impression).toBe("1. 双肺纹理增多，请结合临床。\n2. 右肺结节影，建议胸部CT进一步检查。\n3. 左侧胸腔积液。");
});

test("what is normal of a choice and what is not exclude each other", () => {
  const field = fieldOf(CHEST, "fields");
  expect(toggled(field, "clear", "upper")).toBe("upper");
  expect(toggled(field, "upper", "markings")).toBe("markings,upper");
  expect(toggled(field, "markings,upper", "clear")).toBe("clear");
  expect(toggled(field, "clear", "clear")).toBe("");
  expect(toggled(fieldOf(CHEST, "quality"), "good", "supine")).toBe("supine");
});

test("a number is marked by the range of the patient's sex", () => {
  const field = fieldOf(HEART, "lvedd");
  expect(boundsOf(field, {}, MAN)).toEqual({ low: 42, high: 58.4 });
  expect(markOf("55", boundsOf(field, {}, MAN))).toBeNull();
  expect(markOf("55", boundsOf(field, {}, WOMAN))).toBe("high");
  expect(markOf("37.8", boundsOf(field, {}, WOMAN))).toBeNull();
  expect(markOf("37.7", boundsOf(field, {}, WOMAN))).toBe("low");
});

test("where sex and age are not known the widest range holds, and a child has no adult's", () => {
  expect(boundsOf(fieldOf(HEART, "lvedd"), {}, UNKNOWN)).toEqual({ low: 37.8, high: 58.4 });
  expect(boundsOf(fieldOf(HEART, "lvedd"), {}, { sex: "F", ageYears: 8 })).toBeNull();
});

test("a fetus is measured against its completed week", () => {
  const bpd = fieldOf(FETUS, "bpd");
  expect(boundsOf(bpd, {}, WOMAN)).toBeNull();
  const twenty = boundsOf(bpd, { week: "20" }, WOMAN);
  expect(twenty?.low).toBeGreaterThan(40);
  expect(twenty?.high).toBeLessThan(60);
  expect(boundsOf(bpd, { week: "50" }, WOMAN)).toBeNull();
});

test("a number outside its range carries an arrow and the range, and is no longer normal", () => {
  const filled = withNormals(HEART, { lvedd: "62.5", lvef: "60" });
  const { findings, impression } = rendered(HEART, filled, MAN, "zh");
  expect(findings).toContain("左室舒张末内径 62.5 mm↑（参考 42–58.4）");
  expect(findings).toContain("左室射血分数（LVEF） 60 %，");
  expect(impression).toBe("");
  expect(boundsText({ low: null, high: 3 })).toBe("≤3");
});

test("statements of an ECG are its impression", () => {
  const filled = { hr: "130", rhythm: "af_fast", ectopy: "pvc", st: "down", leads: "V4–V6。" };
  const { findings, impression } = rendered(ECG, filled, MAN, "zh");
  expect(findings).toBe("心率 130 bpm↑（参考 60–100）。\n描述：ST段压低，改变见于V4–V6导联。");
  expect(impression).toBe("1. 心房颤动伴快速心室率。\n2. 室性早搏。");
});

test("text is taken as it is", () => {
  const odd = "a<b & c|d \\ $& 😀𠅤";
  expect(rendered(CHEST, { other: odd }, MAN, "zh").findings).toBe(`骨与软组织：${odd}。`);
});

test("only what the server takes is kept with the report", () => {
  expect(valuesOf(CHEST, { ctr: "0.", fields: "clear", other: "  ", zone: " 右上 " })).toEqual([
    ["fields", "clear"],
    ["zone", "右上"],
  ]);
});
