import { Button, Group, NativeSelect, Stack, Table, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { Section } from "../ui/Section";
import { adminKey, loadCriteria, saveCriteria } from "./adminQueries";
import type { Criterion } from "./queries";

const MODALITIES = ["xray", "ultrasound", "ecg", "other"] as const;
const GUIZHOU = "52";

/** A province's list; a whole list is saved over the revision that it was made from. */
export function CriteriaEditor() {
  const { t } = useTranslation();
  const [province, setProvince] = useState(GUIZHOU);
  const [modality, setModality] = useState<Criterion["modality"]>("xray");
  return (
    <Section title={t("critical.admin.criteria")} hint={t("critical.admin.criteriaHint")}>
      <Group mb="sm">
        <TextInput
          label={t("critical.admin.province")}
          value={province}
          maxLength={2}
          onChange={(event) => setProvince(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("critical.admin.modality")}
          value={modality}
          data={MODALITIES.map((each) => ({ value: each, label: t(`common.modality.${each}`) }))}
          onChange={(event) => setModality(event.currentTarget.value as Criterion["modality"])}
        />
      </Group>
      {/^\d{2}$/.test(province) && <OfProvince key={province} province={province} modality={modality} />}
    </Section>
  );
}

function OfProvince({ province, modality }: { province: string; modality: Criterion["modality"] }) {
  const list = useQuery({ queryKey: adminKey("criteria", province), queryFn: () => loadCriteria(province) });
  return (
    <Loaded query={list}>
      {(found) => (
        <Editor
          key={found.revision}
          province={province}
          modality={modality}
          criteria={found.criteria}
          revision={found.revision}
        />
      )}
    </Loaded>
  );
}

interface EditorProps {
  province: string;
  modality: Criterion["modality"];
  criteria: Criterion[];
  revision: number;
}

function Editor({ province, modality, criteria, revision }: EditorProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [list, setList] = useState(criteria);
  const save = useMutation({
    mutationFn: () => saveCriteria(province, list, revision),
    onSuccess: (kept) => {
      queries.setQueryData(adminKey("criteria", province), kept);
      notifications.show({ message: t("critical.admin.saved"), color: "teal" });
    },
  });
  const put = (index: number, change: Partial<Criterion>) =>
    setList(list.map((each, at) => (at === index ? { ...each, ...change } : each)));
  const add = () =>
    setList([...list, { key: `${modality}.own_${list.length + 1}`, modality, zh: "", en: "", source: "" }]);
  return (
    <Stack gap="xs">
      <Table aria-label={t("critical.admin.criteria")} fz="sm">
        <Table.Thead>
          <Table.Tr>
            {(["key", "zh", "en", "source"] as const).map((each) => (
              <Table.Th key={each}>{t(`critical.admin.${each}`)}</Table.Th>
            ))}
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.map(
            (each, index) =>
              each.modality === modality && (
                <Table.Tr key={index}>
                  {(["key", "zh", "en", "source"] as const).map((field) => (
                    <Table.Td key={field}>
                      <TextInput
                        size="xs"
                        aria-label={`${t(`critical.admin.${field}`)} ${index + 1}`}
                        value={each[field] ?? ""}
                        onChange={(event) => put(index, { [field]: event.currentTarget.value })}
                      />
                    </Table.Td>
                  ))}
                  <Table.Td>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="gray"
                      aria-label={t("critical.admin.removeCriterion", { name: each.zh })}
                      onClick={() => setList(list.filter((_, at) => at !== index))}
                    >
                      ×
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ),
          )}
        </Table.Tbody>
      </Table>
      <ProblemNote error={save.error} />
      <Group>
        <Button variant="default" onClick={add}>
          {t("critical.admin.addCriterion")}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t("critical.admin.save")}
        </Button>
      </Group>
    </Stack>
  );
}
