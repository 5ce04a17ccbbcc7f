import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Department } from "../api/types";
import { FormDialog } from "../ui/FormDialog";
import { Loaded } from "../ui/Loaded";
import { Section } from "../ui/Section";
import { useDepartments, useKeep } from "./queries";

export function Departments() {
  const { t } = useTranslation();
  const keep = useKeep();
  const departments = useDepartments();
  const [editing, setEditing] = useState<Department | "new" | null>(null);
  const save = (name: string) =>
    editing === "new" || editing === null
      ? bodyOf(api.POST("/api/departments", { body: { name } }))
      : bodyOf(
          api.PATCH("/api/departments/{department_id}", {
            params: { path: { department_id: editing.id } },
            body: { name },
          }),
        );
  return (
    <Section
      title={t("admin.clinics.departments")}
      action={t("admin.clinics.addDepartment")}
      onAction={() => setEditing("new")}
    >
      <Loaded query={departments}>
        {(all) =>
          all.map((department) => (
            <Group key={department.id} justify="space-between" wrap="nowrap" py={4}>
              <Text size="sm">
                <bdi>{department.name}</bdi>
              </Text>
              <Button
                size="compact-sm"
                variant="subtle"
                style={{ flex: "none" }}
                onClick={() => setEditing(department)}
              >
                {t("common.edit")}
              </Button>
            </Group>
          ))
        }
      </Loaded>
      {editing && (
        <FormDialog
          title={editing === "new" ? t("admin.clinics.addDepartment") : t("common.edit")}
          confirm={t("common.save")}
          fields={[{ name: "name", label: t("admin.clinics.name"), isRequired: true }]}
          initial={{ name: editing === "new" ? "" : editing.name }}
          onSubmit={({ name = "" }) => keep(save(name))}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
