import { Card, NavLink, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api, bodyOf } from "../api/client";
import type { Clinic } from "../api/types";
import { FormDialog } from "../ui/FormDialog";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { Section } from "../ui/Section";
import classes from "./admin.module.css";
import { Departments } from "./Departments";
import { Devices } from "./Devices";
import { Partnerships } from "./Partnerships";
import { useClinics, useKeep } from "./queries";
import { ReturnRoutes } from "./ReturnRoutes";
import { SiteCertificates } from "./SiteCertificates";
import { Sites } from "./Sites";
import { Terms } from "./Terms";

/** The partners: what sends, who reads for them, how soon, and where reports go home. */
export function ClinicsPage() {
  const { t } = useTranslation();
  const clinics = useClinics();
  return (
    <PageFrame title={t("admin.clinics.title")} width={1400}>
      <Loaded query={clinics}>{(all) => <Clinics clinics={all} />}</Loaded>
    </PageFrame>
  );
}

function Clinics({ clinics }: { clinics: readonly Clinic[] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const [isAdding, setIsAdding] = useState(false);
  const [isRenaming, setIsRenaming] = useState(false);
  const chosen = clinics.find((clinic) => clinic.id === search.get("clinic")) ?? clinics[0];
  return (
    <div className={classes.columns}>
      <Stack>
        <Section
          title={t("admin.clinics.clinics")}
          action={t("admin.clinics.addClinic")}
          onAction={() => setIsAdding(true)}
        >
          {clinics.map((clinic) => (
            <NavLink
              key={clinic.id}
              component="button"
              label={<bdi>{clinic.name}</bdi>}
              description={clinic.key}
              active={clinic.id === chosen?.id}
              onClick={() => setSearch({ clinic: clinic.id })}
            />
          ))}
        </Section>
        <Departments />
      </Stack>
      {chosen ? (
        <Stack key={chosen.id}>
          <Section title={chosen.name} action={t("common.edit")} onAction={() => setIsRenaming(true)}>
            <Text size="sm" c="dimmed">
              {t("admin.clinics.key")} {chosen.key}
            </Text>
          </Section>
          <Sites clinic={chosen} />
          <Devices clinic={chosen} />
          <SiteCertificates clinic={chosen} />
          <Partnerships clinic={chosen} />
          <Terms clinic={chosen} />
          <ReturnRoutes clinic={chosen} />
        </Stack>
      ) : (
        <Card withBorder>
          <Empty text={t("admin.clinics.choose")} />
        </Card>
      )}
      {isAdding && <AddClinic onClose={() => setIsAdding(false)} />}
      {isRenaming && chosen && <RenameClinic clinic={chosen} onClose={() => setIsRenaming(false)} />}
    </div>
  );
}

function AddClinic({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const keep = useKeep();
  return (
    <FormDialog
      title={t("admin.clinics.addClinic")}
      confirm={t("common.add")}
      fields={[
        { name: "name", label: t("admin.clinics.name"), isRequired: true },
        { name: "key", label: t("admin.clinics.key"), hint: t("admin.clinics.keyHint") },
        { name: "time_zone", label: t("admin.clinics.timeZone"), isRequired: true },
        {
          name: "default_character_set",
          label: t("admin.clinics.characterSet"),
          hint: t("admin.clinics.characterSetHint"),
        },
      ]}
      initial={{ time_zone: "Asia/Shanghai" }}
      onSubmit={({ name = "", key, time_zone = "", default_character_set }) =>
        keep(
          bodyOf(
            api.POST("/api/clinics", {
              body: { name, key: key || null, time_zone, default_character_set: default_character_set || null },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}

function RenameClinic({ clinic, onClose }: { clinic: Clinic; onClose: () => void }) {
  const { t } = useTranslation();
  const keep = useKeep();
  return (
    <FormDialog
      title={t("common.edit")}
      confirm={t("common.save")}
      fields={[{ name: "name", label: t("admin.clinics.name"), isRequired: true }]}
      initial={{ name: clinic.name }}
      onSubmit={({ name = "" }) =>
        keep(
          bodyOf(api.PATCH("/api/clinics/{clinic_id}", { params: { path: { clinic_id: clinic.id } }, body: { name } })),
        )
      }
      onClose={onClose}
    />
  );
}
