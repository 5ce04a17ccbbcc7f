import { Switch, Table } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Clinic, Modality, Partnership } from "../api/types";
import { ModalityMark } from "../study/ModalityMark";
import { FormDialog } from "../ui/FormDialog";
import { Empty, Loaded } from "../ui/Loaded";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { MODALITIES } from "./modalities";
import { useDepartments, useKeep, usePartnerships } from "./queries";

export function Partnerships({ clinic }: { clinic: Clinic }) {
  const { t } = useTranslation();
  const partnerships = usePartnerships();
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Section
      title={t("admin.clinics.partnerships")}
      hint={t("admin.clinics.partnershipsHint")}
      action={t("admin.clinics.addPartnership")}
      onAction={() => setIsAdding(true)}
    >
      <Loaded query={partnerships}>
        {(all) => {
          const own = all.filter((each) => each.clinic_id === clinic.id);
          return own.length === 0 ? <Empty /> : <PartnershipTable partnerships={own} />;
        }}
      </Loaded>
      {isAdding && <AddPartnership clinic={clinic} onClose={() => setIsAdding(false)} />}
    </Section>
  );
}

function PartnershipTable({ partnerships }: { partnerships: readonly Partnership[] }) {
  const { t } = useTranslation();
  return (
    <Table aria-label={t("admin.clinics.partnerships")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("clinic.order.modality")}</Table.Th>
          <Table.Th>{t("admin.clinics.department")}</Table.Th>
          <Table.Th>{t("admin.clinics.single")}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {partnerships.map((partnership) => (
          <PartnershipRow key={partnership.id} partnership={partnership} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function PartnershipRow({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const department = useDepartments().data?.find((each) => each.id === partnership.department_id)?.name ?? "";
  const place = { params: { path: { partnership_id: partnership.id } } };
  const change = (single_signature: boolean) =>
    keep(bodyOf(api.PATCH("/api/partnerships/{partnership_id}", { ...place, body: { single_signature } })));
  return (
    <Table.Tr>
      <Table.Td>
        <ModalityMark modality={partnership.modality} />
      </Table.Td>
      <Table.Td>
        <bdi>{department}</bdi>
      </Table.Td>
      <Table.Td>
        <Switch
          aria-label={t("admin.clinics.single")}
          checked={partnership.single_signature}
          onChange={(event) => void change(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td ta="right">
        <RemoveButton
          name={`${t(`common.modality.${partnership.modality}`)} · ${department}`}
          onRemove={() => keep(bodyOf(api.DELETE("/api/partnerships/{partnership_id}", place)))}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function AddPartnership({ clinic, onClose }: { clinic: Clinic; onClose: () => void }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const departments = useDepartments().data ?? [];
  return (
    <FormDialog
      title={t("admin.clinics.addPartnership")}
      confirm={t("common.add")}
      fields={[
        {
          name: "department_id",
          label: t("admin.clinics.department"),
          kind: "choice",
          options: departments.map((each) => ({ value: each.id, label: each.name })),
          isRequired: true,
        },
        {
          name: "modality",
          label: t("clinic.order.modality"),
          kind: "choice",
          options: MODALITIES.map((value) => ({ value, label: t(`common.modality.${value}`) })),
          isRequired: true,
        },
        {
          name: "single_signature",
          label: t("admin.clinics.single"),
          hint: t("admin.clinics.singleHint"),
          kind: "switch",
        },
      ]}
      onSubmit={({ department_id = "", modality, single_signature }) =>
        keep(
          bodyOf(
            api.POST("/api/partnerships", {
              body: {
                clinic_id: clinic.id,
                department_id,
                modality: modality as Modality,
                single_signature: single_signature === "on",
              },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}
