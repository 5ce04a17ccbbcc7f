import { Button, Group, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { AE, Clinic } from "../api/types";
import { type Field, FormDialog, type Values } from "../ui/FormDialog";
import { Empty, Loaded } from "../ui/Loaded";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { useAEs, useKeep, useSites } from "./queries";

/** What the form says about how a device calls, as the API takes it. */
function callingOf(values: Values) {
  const text = (name: string) => values[name]?.trim() || null;
  return {
    called_ae_title: text("called_ae_title"),
    network: text("network"),
    host: text("host"),
    port: values.port ? Number(values.port) : null,
    issuer_of_patient_id: text("issuer_of_patient_id"),
    character_set: text("character_set"),
  };
}

function valuesOf(ae: AE): Values {
  const { called_ae_title, network, host, port, issuer_of_patient_id, character_set } = ae;
  return {
    called_ae_title: called_ae_title ?? "",
    network: network ?? "",
    host: host ?? "",
    port: port === null ? "" : String(port),
    issuer_of_patient_id,
    character_set: character_set ?? "ISO_IR 192",
  };
}

export function Devices({ clinic }: { clinic: Clinic }) {
  const { t } = useTranslation();
  const devices = useAEs();
  const [editing, setEditing] = useState<AE | "new" | null>(null);
  return (
    <Section title={t("admin.clinics.aes")} action={t("admin.clinics.addAe")} onAction={() => setEditing("new")}>
      <Loaded query={devices}>
        {(all) => {
          const own = all.filter((ae) => ae.clinic_id === clinic.id);
          return own.length === 0 ? <Empty /> : <DeviceTable devices={own} onEdit={setEditing} />;
        }}
      </Loaded>
      {editing && <DeviceDialog clinic={clinic} editing={editing} onClose={() => setEditing(null)} />}
    </Section>
  );
}

function DeviceTable({ devices, onEdit }: { devices: readonly AE[]; onEdit: (ae: AE) => void }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const remove = (ae: AE) => keep(bodyOf(api.DELETE("/api/aes/{ae_id}", { params: { path: { ae_id: ae.id } } })));
  return (
    <Table aria-label={t("admin.clinics.aes")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("admin.clinics.aeTitle")}</Table.Th>
          <Table.Th>{t("admin.clinics.network")}</Table.Th>
          <Table.Th>{t("admin.clinics.host")}</Table.Th>
          <Table.Th>{t("admin.clinics.issuer")}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {devices.map((ae) => (
          <Table.Tr key={ae.id}>
            <Table.Td>
              <Text ff="monospace" fw={600} size="sm">
                {ae.ae_title}
              </Text>
              {ae.called_ae_title && (
                <Text size="xs" c="dimmed">
                  → {ae.called_ae_title}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{ae.network ?? "–"}</Table.Td>
            <Table.Td>{ae.host ? `${ae.host}:${ae.port ?? ""}` : "–"}</Table.Td>
            <Table.Td>{ae.issuer_of_patient_id}</Table.Td>
            <Table.Td>
              <Group gap={4} justify="flex-end" wrap="nowrap">
                <Button size="compact-sm" variant="subtle" onClick={() => onEdit(ae)}>
                  {t("common.edit")}
                </Button>
                <RemoveButton name={ae.ae_title} onRemove={() => remove(ae)} />
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface DeviceDialogProps {
  clinic: Clinic;
  editing: AE | "new";
  onClose: () => void;
}

function DeviceDialog({ clinic, editing, onClose }: DeviceDialogProps) {
  const { t } = useTranslation();
  const keep = useKeep();
  const sites = (useSites().data ?? []).filter((site) => site.clinic_id === clinic.id);
  const calling: Field[] = [
    { name: "called_ae_title", label: t("admin.clinics.calledAe") },
    { name: "network", label: t("admin.clinics.network"), hint: t("admin.clinics.networkHint") },
    { name: "host", label: t("admin.clinics.host") },
    { name: "port", label: t("admin.clinics.port"), kind: "number" },
    { name: "issuer_of_patient_id", label: t("admin.clinics.issuer") },
    {
      name: "character_set",
      label: t("admin.clinics.answeringCharacterSet"),
      kind: "choice",
      options: ["ISO_IR 192", "GB18030", "GBK"].map((term) => ({ value: term, label: term })),
    },
  ];
  const naming: Field[] = [
    { name: "ae_title", label: t("admin.clinics.aeTitle"), isRequired: true },
    {
      name: "site_name",
      label: t("admin.clinics.site"),
      kind: "choice",
      options: sites.map((site) => ({ value: site.name, label: site.name })),
    },
  ];
  const save = (values: Values) =>
    editing === "new"
      ? bodyOf(
          api.POST("/api/aes", {
            body: {
              ...callingOf(values),
              clinic_id: clinic.id,
              ae_title: values.ae_title ?? "",
              site_name: values.site_name || null,
            },
          }),
        )
      : bodyOf(api.PATCH("/api/aes/{ae_id}", { params: { path: { ae_id: editing.id } }, body: callingOf(values) }));
  return (
    <FormDialog
      title={editing === "new" ? t("admin.clinics.addAe") : editing.ae_title}
      confirm={t("common.save")}
      fields={editing === "new" ? [...naming, ...calling] : calling}
      initial={editing === "new" ? {} : valuesOf(editing)}
      onSubmit={(values) => keep(save(values))}
      onClose={onClose}
    />
  );
}
