import { expect, test } from "vitest";
import type { HangingRule, Prior, ReadingStudy } from "../../api/types";
import { sheetsOf } from "../sheets";
import { comparable, factsOf, fits, ruleFor, sheetFor } from "./hanging";

type Kind = ReadingStudy["series"][number]["instances"][number]["kind"];
type Part = { modality?: string; part?: string; side?: string; pictures?: number; kind?: Kind };

function study(...series: Part[]): ReadingStudy {
  return {
    id: "study",
    study_instance_uid: "1.2",
    clinic_key: "qingshan",
    study_date: "20260302",
    study_description: "",
    accession_number: "",
    series: series.map(({ modality = "DX", part = "CHEST", side = "", pictures = 1, kind = "image" }, at) => ({
      id: `s${at + 1}`,
      series_instance_uid: `1.2.${at}`,
      modality,
      series_number: at + 1,
      series_description: "",
      body_part_examined: part,
      laterality: side,
      instances: Array.from({ length: pictures }, (_, n) => ({
        id: `s${at + 1}i${n + 1}`,
        sop_instance_uid: `1.2.${at}.${n}`,
        sop_class_uid: "1.2.840.10008.5.1.4.1.1.1.1",
        instance_number: n + 1,
        kind,
        number_of_frames: 1,
        rows: 10,
        columns: 10,
      })),
    })),
  };
}

function prior(part: Partial<Prior> = {}): Prior {
  return {
    study_id: "old",
    study_date: "20240101",
    study_description: "",
    modalities: ["DX"],
    body_parts: ["CHEST"],
    number_of_instances: 1,
    standing: "same",
    warning_zh: "",
    warning_en: "",
    reports: [],
    ...part,
  };
}

function rule(when: Partial<HangingRule["when"]>, part: Partial<HangingRule> = {}): HangingRule {
  const all = { modality: null, body_parts: [], laterality: null, series_at_least: 1, pictures_at_least: 1, has_prior: null };
  return { key: "", name: "r", when: { ...all, ...when }, layout: "1x1", fills: [null], ...part };
}

const facts = (series: Part[], priors: Prior[] = [], bodyPart = "") =>
  factsOf({ modality: "xray", bodyPart }, sheetsOf([study(...series)]), priors);

test.each([
  ["another modality", rule({ modality: "ecg" }), false],
  ["its modality", rule({ modality: "xray" }), true],
  ["a body part in other letters", rule({ body_parts: ["hand", "chest"] }), true],
  ["another body part", rule({ body_parts: ["HAND"] }), false],
  ["more pictures than there are", rule({ pictures_at_least: 3 }), false],
  ["as many series", rule({ series_at_least: 2 }), true],
  ["both sides", rule({ laterality: "both" }), true],
  ["one side only", rule({ laterality: "L" }), false],
  ["no prior", rule({ has_prior: false }), true],
  ["a prior", rule({ has_prior: true }), false],
])("a rule for %s", (_, one, isFit) => {
  expect(fits(one, facts([{ side: "R" }, { side: "L" }]))).toBe(isFit);
});

test("the order's body part counts where the files say none", () => {
  expect(fits(rule({ body_parts: ["胸"] }), facts([{ part: "" }], [], "胸部"))).toBe(true);
});

test("the first rule that fits is taken", () => {
  const rules = [rule({ modality: "ecg" }), rule({}, { name: "second" }), rule({}, { name: "third" })];
  expect(ruleFor(rules, facts([{}]))?.name).toBe("second");
});

test("a pane is filled by picture, by series or by side", () => {
  const sheets = sheetsOf([study({ side: "L", pictures: 2 }, { side: "R" })]);
  const of = (take: "picture" | "series" | "right" | "left", number = 1) =>
    sheetFor({ source: "current", take, number }, sheets)?.instance.id;
  expect(of("picture", 2)).toBe("s1i2");
  expect(of("series", 2)).toBe("s2i1");
  expect(of("right")).toBe("s2i1");
  expect(of("left", 2)).toBe("s1i2");
  expect(of("left", 3)).toBeUndefined();
});

test("what is compared is the newest of the same device and part, and never one in doubt", () => {
  const sheets = sheetsOf([study({})]);
  const listed = [
    prior({ study_id: "doubt", standing: "in_doubt" }),
    prior({ study_id: "us", modalities: ["US"] }),
    prior({ study_id: "hand", body_parts: ["HAND"] }),
    prior({ study_id: "unsaid", body_parts: [] }),
    prior({ study_id: "older" }),
  ];
  expect(comparable(sheets, listed)?.study_id).toBe("unsaid");
  expect(facts([{}], listed).hasPrior).toBe(true);
  expect(facts([{}], listed.slice(0, 3)).hasPrior).toBe(false);
});

test("what is no picture is neither counted nor hung", () => {
  const parts: Part[] = [{ modality: "KO", part: "", kind: "other" }, {}, { modality: "SR", part: "", kind: "document" }];
  expect(facts(parts)).toMatchObject({ series: 1, pictures: 1 });
  const sheets = sheetsOf([study(...parts)]);
  expect(sheetFor({ source: "current", take: "picture", number: 1 }, sheets)?.series.modality).toBe("DX");
  expect(sheetFor({ source: "current", take: "series", number: 1 }, sheets)?.series.modality).toBe("DX");
  expect(comparable(sheets, [prior({ modalities: ["KO", "US"] })])).toBeUndefined();
});
