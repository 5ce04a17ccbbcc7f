import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Account } from "../api/types";
import { ProblemNote } from "../ui/ProblemNote";
import { Section } from "../ui/Section";
import { Credentials } from "./Credentials";
import { Duties } from "./Duties";
import { PersonDialog } from "./PersonDialog";
import { Stations } from "./Stations";
import { useKeep } from "./queries";

interface PersonPanelProps {
  person: Account;
  onPassword: (reset: { account: Account; password: string }) => void;
}

export function PersonPanel({ person, onPassword }: PersonPanelProps) {
  const { t } = useTranslation();
  const keep = useKeep();
  const [isEditing, setIsEditing] = useState(false);
  const place = { params: { path: { account_id: person.id } } };
  const reset = useMutation({
    mutationFn: () => keep(bodyOf(api.POST("/api/accounts/{account_id}/reset-password", place))),
    onSuccess: onPassword,
  });
  const turn = useMutation({
    mutationFn: () =>
      keep(
        person.is_active
          ? bodyOf(api.POST("/api/accounts/{account_id}/deactivate", place))
          : bodyOf(api.POST("/api/accounts/{account_id}/reactivate", place)),
      ),
  });
  const isSpecialist = person.roles.includes("author") || person.roles.includes("reviewer");
  return (
    <Stack>
      <Section title={person.display_name} action={t("common.edit")} onAction={() => setIsEditing(true)}>
        <Text size="sm" c="dimmed" mb="sm">
          {person.name} · {person.roles.map((role) => t(`common.role.${role}`)).join(", ")}
        </Text>
        <ProblemNote error={reset.error ?? turn.error} />
        <Group gap="xs">
          <Button size="xs" variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
            {t("admin.people.resetPassword")}
          </Button>
          <Button
            size="xs"
            variant="light"
            color={person.is_active ? "red" : "teal"}
            loading={turn.isPending}
            onClick={() => turn.mutate()}
          >
            {t(person.is_active ? "admin.people.deactivate" : "admin.people.activate")}
          </Button>
        </Group>
      </Section>
      {isSpecialist && <Credentials person={person} />}
      {isSpecialist && <Duties person={person} />}
      {isSpecialist && <Stations person={person} />}
      {isEditing && <PersonDialog person={person} onClose={() => setIsEditing(false)} />}
    </Stack>
  );
}
