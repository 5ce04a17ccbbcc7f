import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StudySearch } from "../api/types";

type EnteredSearch = Partial<Record<"patient_name" | "patient_id" | "accession_number" | "from" | "until", string>>;

/** Names go in a POST, so they stand in no address, history or log. */
export function StudySearchForm({ onSearch }: { onSearch: (search: Partial<StudySearch> | null) => void }) {
  const { t } = useTranslation();
  const [entered, setEntered] = useState<EnteredSearch>({});
  const field = (name: keyof EnteredSearch) => ({
    value: entered[name] ?? "",
    onChange: (event: { currentTarget: { value: string } }) =>
      setEntered({ ...entered, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const filled = Object.entries(entered).filter(([, value]) => value.trim() !== "");
    onSearch(filled.length === 0 ? null : Object.fromEntries(filled));
  };
  const clear = () => {
    setEntered({});
    onSearch(null);
  };
  return (
    <form onSubmit={submit} role="search" aria-label={t("study.searchTitle")}>
      <Group gap="sm" align="flex-end">
        <TextInput size="sm" label={t("study.searchName")} {...field("patient_name")} />
        <TextInput size="sm" label={t("study.patientId")} {...field("patient_id")} />
        <TextInput size="sm" label={t("study.searchAccession")} {...field("accession_number")} />
        <TextInput size="sm" type="date" label={t("study.from")} {...field("from")} />
        <TextInput size="sm" type="date" label={t("study.until")} {...field("until")} />
        <Button type="submit" variant="default">
          {t("common.search")}
        </Button>
        <Button variant="subtle" onClick={clear}>
          {t("common.clear")}
        </Button>
      </Group>
    </form>
  );
}
