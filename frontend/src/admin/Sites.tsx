import { Badge, Button, Table } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Clinic, Site } from "../api/types";
import { type Field, FormDialog, type Values } from "../ui/FormDialog";
import { Loaded } from "../ui/Loaded";
import { Section } from "../ui/Section";
import { useKeep, useSites } from "./queries";
import { SiteAdmission } from "./SiteAdmission";

export function Sites({ clinic }: { clinic: Clinic }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const sites = useSites();
  const [editing, setEditing] = useState<Site | "new" | null>(null);
  const [admitting, setAdmitting] = useState<Site | null>(null);
  const save = ({ name = "", time_zone = "", default_character_set = "", plain = "" }: Values) => {
    const site = { name, time_zone, default_character_set: default_character_set || null };
    return editing === "new" || editing === null
      ? bodyOf(api.POST("/api/sites", { body: { ...site, clinic_id: clinic.id, allows_plain: plain === "on" } }))
      : bodyOf(api.PATCH("/api/sites/{site_id}", { params: { path: { site_id: editing.id } }, body: site }));
  };
  const plainField: Field = {
    name: "plain",
    label: t("admin.clinics.plain"),
    hint: t("admin.clinics.plainHint"),
    kind: "switch",
  };
  return (
    <Section title={t("admin.clinics.sites")} action={t("admin.clinics.addSite")} onAction={() => setEditing("new")}>
      <Loaded query={sites}>
        {(all) => (
          <Table aria-label={t("admin.clinics.sites")}>
            <Table.Tbody>
              {all
                .filter((site) => site.clinic_id === clinic.id)
                .map((site) => (
                  <Table.Tr key={site.id}>
                    <Table.Td fw={600}>
                      <bdi>{site.name}</bdi>
                    </Table.Td>
                    <Table.Td>{site.time_zone}</Table.Td>
                    <Table.Td>{site.default_character_set ?? "–"}</Table.Td>
                    <Table.Td>
                      <Badge variant="light" radius="sm" color={site.allows_plain ? "gray" : "teal"}>
                        {t(site.allows_plain ? "admin.clinics.plainAllowed" : "admin.clinics.tlsOnly")}
                      </Badge>
                    </Table.Td>
                    <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
                      <Button size="compact-sm" variant="subtle" onClick={() => setAdmitting(site)}>
                        {t("admin.clinics.admission")}
                      </Button>
                      <Button size="compact-sm" variant="subtle" onClick={() => setEditing(site)}>
                        {t("common.edit")}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
      {editing && (
        <FormDialog
          title={editing === "new" ? t("admin.clinics.addSite") : t("common.edit")}
          confirm={t("common.save")}
          fields={[
            { name: "name", label: t("admin.clinics.name"), isRequired: true },
            { name: "time_zone", label: t("admin.clinics.timeZone"), isRequired: true },
            {
              name: "default_character_set",
              label: t("admin.clinics.characterSet"),
              hint: t("admin.clinics.characterSetHint"),
            },
            ...(editing === "new" ? [plainField] : []),
          ]}
          initial={
            editing === "new"
              ? { time_zone: "Asia/Shanghai", plain: "on" }
              : {
                  name: editing.name,
                  time_zone: editing.time_zone,
                  default_character_set: editing.default_character_set ?? "",
                }
          }
          onSubmit={(values) => keep(save(values))}
          onClose={() => setEditing(null)}
        />
      )}
      {admitting && <SiteAdmission site={admitting} onClose={() => setAdmitting(null)} />}
    </Section>
  );
}
