import { Button, Group, NativeSelect, NumberInput, Stack, Table, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClinics } from "../admin/queries";
import { Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { Section } from "../ui/Section";
import { adminKey, loadPlan, savePlan } from "./adminQueries";
import type { Level, Plan } from "./queries";

const KINDS = ["clinic_duty", "clinic_head", "coordinator", "admin", "other"] as const;

/** Whom a clinic wants to be called, and after how long the next. */
export function PlanEditor() {
  const { t } = useTranslation();
  const clinics = useClinics();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Section title={t("critical.admin.plan")} hint={t("critical.admin.planHint")}>
      <Loaded query={clinics}>
        {(all) => {
          const id = chosen ?? all[0]?.id;
          return (
            <Stack>
              <NativeSelect
                label={t("critical.admin.clinic")}
                value={id ?? ""}
                data={all.map((clinic) => ({ value: clinic.id, label: clinic.name }))}
                onChange={(event) => setChosen(event.currentTarget.value)}
              />
              {id && <OfClinic key={id} clinicId={id} />}
            </Stack>
          );
        }}
      </Loaded>
    </Section>
  );
}

function OfClinic({ clinicId }: { clinicId: string }) {
  const plan = useQuery({ queryKey: adminKey("plan", clinicId), queryFn: () => loadPlan(clinicId) });
  return <Loaded query={plan}>{(found) => <Editor clinicId={clinicId} plan={found} />}</Loaded>;
}

function Editor({ clinicId, plan }: { clinicId: string; plan: Plan }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [province, setProvince] = useState(plan.province);
  const [levels, setLevels] = useState<Level[]>(plan.levels);
  const save = useMutation({
    mutationFn: () => savePlan(clinicId, { province, levels }),
    onSuccess: (kept) => {
      queries.setQueryData(adminKey("plan", clinicId), kept);
      setLevels(kept.levels);
      notifications.show({ message: t("critical.admin.saved"), color: "teal" });
    },
  });
  const put = (index: number, change: Partial<Level>) =>
    setLevels(levels.map((level, at) => (at === index ? { ...level, ...change } : level)));
  return (
    <Stack gap="xs">
      <TextInput
        label={t("critical.admin.province")}
        value={province}
        maxLength={2}
        w={280}
        onChange={(event) => setProvince(event.currentTarget.value)}
      />
      <Table.ScrollContainer minWidth={760}>
        <Table aria-label={t("critical.admin.plan")}>
          <Table.Thead>
            <Table.Tr>
              {(["kind", "minutes", "name"] as const).map((each) => (
                <Table.Th key={each}>{t(`critical.admin.${each}`)}</Table.Th>
              ))}
              <Table.Th>{t("critical.phone")}</Table.Th>
              <Table.Th>{t("critical.admin.email")}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {levels.map((level, index) => (
              <Table.Tr key={index}>
                <Table.Td>
                  <NativeSelect
                    aria-label={`${t("critical.admin.kind")} ${index + 1}`}
                    value={level.kind}
                    data={KINDS.map((kind) => ({ value: kind, label: t(`critical.level.${kind}`) }))}
                    onChange={(event) => put(index, { kind: event.currentTarget.value as Level["kind"] })}
                  />
                </Table.Td>
                <Table.Td w={90}>
                  <NumberInput
                    aria-label={`${t("critical.admin.minutes")} ${index + 1}`}
                    value={level.after_minutes}
                    min={1}
                    max={1440}
                    hideControls
                    onChange={(value) => put(index, { after_minutes: Number(value) || 0 })}
                  />
                </Table.Td>
                {(["name", "phone", "email"] as const).map((field) => (
                  <Table.Td key={field}>
                    <TextInput
                      aria-label={`${field === "phone" ? t("critical.phone") : t(`critical.admin.${field}`)} ${index + 1}`}
                      value={level[field] ?? ""}
                      autoComplete="off"
                      onChange={(event) => put(index, { [field]: event.currentTarget.value })}
                    />
                  </Table.Td>
                ))}
                <Table.Td>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    color="gray"
                    aria-label={t("critical.admin.removeLevel", { number: index + 1 })}
                    onClick={() => setLevels(levels.filter((_, at) => at !== index))}
                  >
                    ×
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ProblemNote error={save.error} />
      <Group>
        <Button
          variant="default"
          onClick={() =>
            setLevels([
              ...levels,
              { kind: "other", after_minutes: (levels.at(-1)?.after_minutes ?? 0) + 30, name: "", phone: "", email: "" },
            ])
          }
        >
          {t("critical.admin.addLevel")}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t("critical.admin.save")}
        </Button>
      </Group>
    </Stack>
  );
}
