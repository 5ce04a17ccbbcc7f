import { Button, Group, Modal, NativeSelect, Stack, Table, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, useAccount } from "../account/session";
import { useDepartments } from "../admin/queries";
import { api, bodyOf } from "../api/client";
import type { Account, Modality, Phrase } from "../api/types";
import { Empty, Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { useReturnFocus } from "../ui/useReturnFocus";
import { useKeep, usePhrases } from "./queries";

const MODALITIES = ["xray", "ultrasound", "ecg", "other"] as const;
type Owner = Phrase["owner"];

export function Phrases() {
  const { t } = useTranslation();
  const keep = useKeep();
  const phrases = usePhrases();
  const [editing, setEditing] = useState<Phrase | "new" | null>(null);
  const remove = (id: string) =>
    keep(bodyOf(api.DELETE("/api/phrases/{phrase_id}", { params: { path: { phrase_id: id } } })));
  return (
    <Section
      title={t("writing.page.phrases")}
      hint={t("writing.page.phrasesHint")}
      action={t("common.add")}
      onAction={() => setEditing("new")}
    >
      <Loaded query={phrases}>
        {(all) =>
          all.length === 0 ? (
            <Empty text={t("writing.noPhrases")} />
          ) : (
            <Table aria-label={t("writing.page.phrases")}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("writing.page.shortKey")}</Table.Th>
                  <Table.Th>{t("writing.page.text")}</Table.Th>
                  <Table.Th>{t("writing.page.modality")}</Table.Th>
                  <Table.Th>{t("writing.page.owner")}</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((phrase) => (
                  <Table.Tr key={phrase.id}>
                    <Table.Td>
                      <b>{phrase.short_key}</b>
                    </Table.Td>
                    <Table.Td style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{phrase.text}</Table.Td>
                    <Table.Td>
                      {phrase.modality ? t(`common.modality.${phrase.modality as Modality}`) : t("writing.page.every")}
                    </Table.Td>
                    <Table.Td>{t(`writing.page.${phrase.owner}`)}</Table.Td>
                    <Table.Td>
                      {phrase.is_editable && (
                        <Group gap={4} justify="flex-end" wrap="nowrap">
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            aria-label={`${t("common.edit")} ${phrase.short_key}`}
                            onClick={() => setEditing(phrase)}
                          >
                            {t("common.edit")}
                          </Button>
                          <RemoveButton name={phrase.short_key} onRemove={() => remove(phrase.id)} />
                        </Group>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Loaded>
      {editing !== null && (
        <PhraseDialog phrase={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Section>
  );
}

function PhraseDialog({ phrase, onClose }: { phrase: Phrase | null; onClose: () => void }) {
  const { t } = useTranslation();
  useReturnFocus();
  const keep = useKeep();
  const account = useAccount();
  const [shortKey, setShortKey] = useState(phrase?.short_key ?? "");
  const [text, setText] = useState(phrase?.text ?? "");
  const [modality, setModality] = useState(phrase?.modality ?? "");
  const [owner, setOwner] = useState<Owner>(phrase?.owner ?? "personal");
  const [departmentId, setDepartmentId] = useState("");
  const save = useMutation({
    mutationFn: () => {
      const body = { short_key: shortKey, text, modality: modality as Modality | "" };
      if (phrase) {
        const params = { path: { phrase_id: phrase.id } };
        return keep(bodyOf(api.PUT("/api/phrases/{phrase_id}", { params, body: { ...body, revision: phrase.revision } })));
      }
      const department = owner === "department" && departmentId ? { department_id: departmentId } : {};
      return keep(bodyOf(api.POST("/api/phrases", { body: { ...body, owner, ...department } })));
    },
    onSuccess: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const title = phrase ? `${t("common.edit")} ${phrase.short_key}` : `${t("common.add")} ${t("writing.page.phrases")}`;
  return (
    <Modal opened onClose={onClose} title={title} centered size="lg" closeButtonProps={{ "aria-label": t("common.close") }}>
      <Stack component="form" onSubmit={submit}>
        <TextInput
          label={t("writing.page.shortKey")}
          value={shortKey}
          maxLength={16}
          required
          data-autofocus
          autoComplete="off"
          onChange={(event) => setShortKey(event.currentTarget.value)}
        />
        <Textarea
          label={t("writing.page.text")}
          value={text}
          maxLength={2000}
          required
          autosize
          minRows={3}
          maxRows={12}
          dir="auto"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("writing.page.modality")}
          value={modality}
          onChange={(event) => setModality(event.currentTarget.value)}
          data={[
            { value: "", label: t("writing.page.every") },
            ...MODALITIES.map((value) => ({ value, label: t(`common.modality.${value}`) })),
          ]}
        />
        {!phrase && (
          <OwnerFields
            account={account}
            owner={owner}
            departmentId={departmentId}
            onOwner={setOwner}
            onDepartment={setDepartmentId}
          />
        )}
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
    </Modal>
  );
}

interface OwnerFieldsProps {
  account: Account;
  owner: Owner;
  departmentId: string;
  onOwner: (owner: Owner) => void;
  onDepartment: (id: string) => void;
}

function OwnerFields({ account, owner, departmentId, onOwner, onDepartment }: OwnerFieldsProps) {
  const { t } = useTranslation();
  const isAdmin = hasRole(account, "admin");
  const owners: Owner[] = [
    "personal",
    ...(isAdmin || hasRole(account, "reviewer") ? (["department"] as const) : []),
    ...(isAdmin ? (["house"] as const) : []),
  ];
  return (
    <>
      <NativeSelect
        label={t("writing.page.owner")}
        value={owner}
        onChange={(event) => onOwner(event.currentTarget.value as Owner)}
        data={owners.map((value) => ({ value, label: t(`writing.page.${value}`) }))}
      />
      {owner === "department" && account.department_id === null && (
        <DepartmentChoice value={departmentId} onChange={onDepartment} />
      )}
    </>
  );
}

function DepartmentChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation();
  const departments = useDepartments();
  return (
    <NativeSelect
      label={t("writing.page.department")}
      value={value}
      required
      onChange={(event) => onChange(event.currentTarget.value)}
      data={["", ...(departments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
