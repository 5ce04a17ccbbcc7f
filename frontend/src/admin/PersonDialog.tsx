import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Account, Role } from "../api/types";
import { ProblemNote } from "../ui/ProblemNote";
import { useClinics, useDepartments, useKeep } from "./queries";

const ROLES = ["technician", "township_doctor", "author", "reviewer", "admin"] as const satisfies readonly Role[];

interface PersonDialogProps {
  /** Null for somebody new. */
  person: Account | null;
  onAdded?: (added: { account: Account; password: string }) => void;
  onClose: () => void;
}

export function PersonDialog({ person, onAdded, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const keep = useKeep();
  const clinics = useClinics().data ?? [];
  const departments = useDepartments().data ?? [];
  const [name, setName] = useState(person?.name ?? "");
  const [displayName, setDisplayName] = useState(person?.display_name ?? "");
  const [roles, setRoles] = useState<Role[]>(person?.roles ?? []);
  const [clinicId, setClinicId] = useState(person?.clinic_id ?? "");
  const [departmentId, setDepartmentId] = useState(person?.department_id ?? "");
  const save = useMutation({
    mutationFn: async () => {
      const body = {
        display_name: displayName.trim(),
        roles,
        clinic_id: clinicId || null,
        department_id: departmentId || null,
      };
      if (person) {
        const place = { params: { path: { account_id: person.id } } };
        return void (await keep(bodyOf(api.PATCH("/api/accounts/{account_id}", { ...place, body }))));
      }
      onAdded?.(await keep(bodyOf(api.POST("/api/accounts", { body: { ...body, name: name.trim() } }))));
    },
    onSuccess: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const choices = (all: readonly { id: string; name: string }[]) => [
    { value: "", label: t("common.none") },
    ...all.map((each) => ({ value: each.id, label: each.name })),
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={person ? t("common.edit") : t("admin.people.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          {!person && (
            <TextInput
              label={t("admin.people.loginName")}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
              required
            />
          )}
          <TextInput
            label={t("admin.people.displayName")}
            value={displayName}
            onChange={(event) => setDisplayName(event.currentTarget.value)}
            required
          />
          <Checkbox.Group
            label={t("admin.people.roles")}
            value={roles}
            onChange={(chosen) => setRoles(chosen as Role[])}
          >
            <Group gap="sm" mt={4}>
              {ROLES.map((role) => (
                <Checkbox key={role} value={role} label={t(`common.role.${role}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <NativeSelect
            label={t("admin.people.clinic")}
            data={choices(clinics)}
            value={clinicId}
            onChange={(event) => setClinicId(event.currentTarget.value)}
          />
          <NativeSelect
            label={t("admin.people.department")}
            data={choices(departments)}
            value={departmentId}
            onChange={(event) => setDepartmentId(event.currentTarget.value)}
          />
          <ProblemNote error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
