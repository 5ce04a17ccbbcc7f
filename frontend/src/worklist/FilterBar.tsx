import { NativeSelect, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Filters, MODALITIES, PRIORITIES, statesOf } from "./filters";
import { ALL, loadReadings, readingsKey } from "./queries";

interface FilterBarProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** Narrows the list by what stands in the address. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const clinics = useClinics(filters);
  const select = <Name extends "modality" | "clinic_id" | "state" | "priority">(
    name: Name,
    label: string,
    options: readonly { value: string; label: string }[],
  ) => (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={filters[name] ?? ""}
      data={[{ value: "", label: t("worklist.filter.any", { what: label }) }, ...options]}
      onChange={(event) => onChange({ ...filters, [name]: event.currentTarget.value || null })}
    />
  );
  return (
    <SimpleGrid cols={2} spacing={4} verticalSpacing={4}>
      {select(
        "modality",
        t("worklist.filter.modality"),
        MODALITIES.map((value) => ({ value, label: t(`common.modality.${value}`) })),
      )}
      {select(
        "priority",
        t("worklist.filter.priority"),
        PRIORITIES.map((value) => ({ value, label: t(`common.priority.${value}`) })),
      )}
      {select(
        "state",
        t("worklist.filter.state"),
        statesOf(filters.view).map((value) => ({ value, label: t(`common.state.${value}`) })),
      )}
      {select("clinic_id", t("worklist.filter.clinic"), clinics)}
    </SimpleGrid>
  );
}

/** The clinics that the whole list is of; one that is asked for stays to be seen. */
function useClinics({ view, clinic_id }: Filters): { value: string; label: string }[] {
  const list = useQuery({ queryKey: readingsKey(view, ALL), queryFn: () => loadReadings(view, ALL) });
  const found = new Map((list.data ?? []).map((reading) => [reading.clinic_id, reading.clinic_name]));
  if (clinic_id !== null && !found.has(clinic_id)) found.set(clinic_id, "–");
  return [...found].map(([value, label]) => ({ value, label }));
}
