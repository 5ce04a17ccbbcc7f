import { Group, NativeSelect, NumberInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HangingFill, HangingRule, HangingWhen, Layout } from "../api/types";
import { LAYOUTS } from "../viewer/layout/hung";
import { MODALITIES } from "../worklist/filters";
import { filled, laidOut, partsOf } from "./change";
import { ruleName } from "./names";
import { RulePreview } from "./RulePreview";

interface RuleFormProps {
  rule: HangingRule;
  onChange: (rule: HangingRule) => void;
}

/** One rule: which studies it is for, and what stands where. */
export function RuleForm({ rule, onChange }: RuleFormProps) {
  const { t } = useTranslation();
  const { when } = rule;
  const [parts, setParts] = useState(when.body_parts.join(", "));
  const set = (part: Partial<HangingWhen>) => onChange({ ...rule, when: { ...when, ...part } });
  const any = { value: "", label: t("layout.editor.any") };
  return (
    <Stack gap="sm">
      <TextInput
        label={t("layout.editor.name")}
        value={rule.name}
        placeholder={ruleName(rule, t)}
        maxLength={40}
        required={rule.key === ""}
        onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
      />
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label={t("layout.editor.modality")}
          value={when.modality ?? ""}
          data={[any, ...MODALITIES.map((value) => ({ value, label: t(`common.modality.${value}`) }))]}
          onChange={(event) => set({ modality: (event.currentTarget.value || null) as HangingWhen["modality"] })}
        />
        <NativeSelect
          label={t("layout.editor.laterality")}
          value={when.laterality ?? ""}
          data={[
            any,
            { value: "R", label: t("layout.editor.right") },
            { value: "L", label: t("layout.editor.left") },
            { value: "both", label: t("layout.editor.both") },
          ]}
          onChange={(event) => set({ laterality: (event.currentTarget.value || null) as HangingWhen["laterality"] })}
        />
      </SimpleGrid>
      <TextInput
        label={t("layout.editor.bodyParts")}
        value={parts}
        onChange={(event) => {
          setParts(event.currentTarget.value);
          set({ body_parts: partsOf(event.currentTarget.value) });
        }}
      />
      <SimpleGrid cols={3} spacing="sm">
        <Count
          label={t("layout.editor.series")}
          value={when.series_at_least}
          onChange={(series_at_least) => set({ series_at_least })}
        />
        <Count
          label={t("layout.editor.pictures")}
          value={when.pictures_at_least}
          onChange={(pictures_at_least) => set({ pictures_at_least })}
        />
        <NativeSelect
          label={t("layout.editor.hasPrior")}
          value={when.has_prior === null ? "" : String(when.has_prior)}
          data={[
            any,
            { value: "true", label: t("layout.editor.withPrior") },
            { value: "false", label: t("layout.editor.withoutPrior") },
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            set({ has_prior: value === "" ? null : value === "true" });
          }}
        />
      </SimpleGrid>
      <Group align="flex-start" wrap="nowrap">
        <Stack gap={6}>
          <NativeSelect
            label={t("layout.editor.layout")}
            value={rule.layout}
            data={LAYOUTS.map((value) => ({ value, label: value.replace("x", "×") }))}
            onChange={(event) => onChange(laidOut(rule, event.currentTarget.value as Layout))}
          />
          {rule.fills.map((fill, at) => (
            <FillChoice
              key={at}
              label={t("layout.editor.fill", { number: at + 1 })}
              fill={fill}
              onChange={(next) => onChange(filled(rule, at, next))}
            />
          ))}
        </Stack>
        <RulePreview rule={rule} />
      </Group>
    </Stack>
  );
}

function Count({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={1}
      max={99}
      allowDecimal={false}
      clampBehavior="strict"
      onChange={(typed) => typeof typed === "number" && typed >= 1 && onChange(typed)}
    />
  );
}

const SOURCES = ["current", "prior"] as const;
const TAKES = ["picture", "series", "right", "left"] as const;
const NUMBERS = [1, 2, 3, 4] as const;

/** What a pane holds, as one choice among all that there is. */
function FillChoice({
  label,
  fill,
  onChange,
}: {
  label: string;
  fill: HangingFill | null;
  onChange: (fill: HangingFill | null) => void;
}) {
  const { t } = useTranslation();
  const all = SOURCES.flatMap((source) =>
    TAKES.flatMap((take) => NUMBERS.map((number): HangingFill => ({ source, take, number }))),
  );
  const kept = fill !== null && fill.number > NUMBERS.length ? [...all, fill] : all;
  const keyOf = ({ source, take, number }: HangingFill) => `${source} ${take} ${number}`;
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={fill === null ? "" : keyOf(fill)}
      data={[
        { value: "", label: t("layout.editor.nothing") },
        ...kept.map((one) => ({
          value: keyOf(one),
          label: `${t(`layout.editor.source.${one.source}`)} ${t(`layout.editor.take.${one.take}`, { number: one.number })}`,
        })),
      ]}
      onChange={(event) => onChange(kept.find((one) => keyOf(one) === event.currentTarget.value) ?? null)}
    />
  );
}
