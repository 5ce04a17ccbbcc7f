import { Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Account, Credential, Modality, Part } from "../api/types";
import { ModalityMark } from "../study/ModalityMark";
import { FormDialog } from "../ui/FormDialog";
import { Empty, Loaded } from "../ui/Loaded";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { MODALITIES } from "./modalities";
import { useCredentials, useKeep } from "./queries";

const PARTS = ["author", "reviewer"] as const satisfies readonly Part[];

export function Credentials({ person }: { person: Account }) {
  const { t } = useTranslation();
  const credentials = useCredentials();
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Section
      title={t("admin.people.credentials")}
      hint={t("admin.people.credentialsHint")}
      action={t("admin.people.addCredential")}
      onAction={() => setIsAdding(true)}
    >
      <Loaded query={credentials}>
        {(all) => {
          const own = all.filter((each) => each.account_id === person.id);
          return own.length === 0 ? (
            <Empty />
          ) : (
            own.map((credential) => <CredentialRow key={credential.id} credential={credential} />)
          );
        }}
      </Loaded>
      {isAdding && <AddCredential person={person} onClose={() => setIsAdding(false)} />}
    </Section>
  );
}

function CredentialRow({ credential }: { credential: Credential }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const part = t(`worklist.part.${credential.part}`);
  const remove = () =>
    keep(
      bodyOf(api.DELETE("/api/credentials/{credential_id}", { params: { path: { credential_id: credential.id } } })),
    );
  return (
    <Group justify="space-between" wrap="nowrap" py={2}>
      <Group gap="md" wrap="nowrap">
        <ModalityMark modality={credential.modality} bodyPart={credential.body_part} />
        {credential.body_part === "" && (
          <Text size="sm" c="dimmed">
            {t("admin.people.allParts")}
          </Text>
        )}
        <Text size="sm" fw={600}>
          {part}
        </Text>
      </Group>
      <RemoveButton name={`${t(`common.modality.${credential.modality}`)} ${part}`} onRemove={remove} />
    </Group>
  );
}

function AddCredential({ person, onClose }: { person: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const keep = useKeep();
  return (
    <FormDialog
      title={t("admin.people.addCredential")}
      confirm={t("common.add")}
      fields={[
        {
          name: "modality",
          label: t("clinic.order.modality"),
          kind: "choice",
          options: MODALITIES.map((value) => ({ value, label: t(`common.modality.${value}`) })),
        },
        {
          name: "part",
          label: t("admin.people.part"),
          kind: "choice",
          options: PARTS.map((value) => ({ value, label: t(`worklist.part.${value}`) })),
        },
        { name: "body_part", label: t("admin.people.bodyPart"), hint: t("admin.people.credentialsHint") },
      ]}
      onSubmit={({ modality, part, body_part = "" }) =>
        keep(
          bodyOf(
            api.POST("/api/credentials", {
              body: {
                account_id: person.id,
                modality: modality as Modality,
                part: part as Part,
                body_part: body_part.trim(),
              },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}
