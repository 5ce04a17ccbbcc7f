import { Badge, Code, Table, Text } from "@mantine/core";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Clinic, Site, SiteCertificate } from "../api/types";
import { FormDialog } from "../ui/FormDialog";
import { Empty, Loaded } from "../ui/Loaded";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { dateTimeText } from "../ui/time";
import { fingerprintText, pemOf } from "./certificate";
import { useKeep, useSiteCertificates, useSites } from "./queries";

/** The certificates with which devices of a clinic's Sites call by TLS. */
export function SiteCertificates({ clinic }: { clinic: Clinic }) {
  const { t } = useTranslation();
  const certificates = useSiteCertificates();
  const sites = (useSites().data ?? []).filter((site) => site.clinic_id === clinic.id);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Section
      title={t("admin.clinics.certificates")}
      hint={t("admin.clinics.certificatesHint")}
      action={t("admin.clinics.addCertificate")}
      onAction={() => setIsAdding(true)}
    >
      <Loaded query={certificates}>
        {(all) => {
          const own = all.filter((certificate) => certificate.clinic_id === clinic.id);
          return own.length === 0 ? <Empty /> : <CertificateTable certificates={own} sites={sites} />;
        }}
      </Loaded>
      {isAdding && <AddCertificate sites={sites} onClose={() => setIsAdding(false)} />}
    </Section>
  );
}

interface CertificateTableProps {
  certificates: readonly SiteCertificate[];
  sites: readonly Site[];
}

function CertificateTable({ certificates, sites }: CertificateTableProps) {
  const { t, i18n } = useTranslation();
  const keep = useKeep();
  const remove = (id: string) =>
    keep(bodyOf(api.DELETE("/api/site-certificates/{certificate_id}", { params: { path: { certificate_id: id } } })));
  return (
    <Table aria-label={t("admin.clinics.certificates")} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("admin.clinics.subject")}</Table.Th>
          <Table.Th style={{ whiteSpace: "nowrap" }}>{t("admin.clinics.site")}</Table.Th>
          <Table.Th>{t("admin.clinics.expires")}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {certificates.map((certificate) => (
          <Table.Tr key={certificate.id}>
            <Table.Td style={{ overflowWrap: "anywhere" }}>
              <Text size="sm" fw={600}>
                <bdi>{certificate.subject || "–"}</bdi>
              </Text>
              <Text size="xs" c="dimmed">
                {t("admin.clinics.fingerprint")}
              </Text>
              <Fingerprint sha256={certificate.sha256} />
            </Table.Td>
            <Table.Td style={{ whiteSpace: "nowrap" }}>
              <bdi>{sites.find((site) => site.id === certificate.site_id)?.name}</bdi>
            </Table.Td>
            <Table.Td style={{ whiteSpace: "nowrap" }}>
              {dateTimeText(certificate.not_after, i18n.language)}
              {!certificate.is_valid && (
                <>
                  <br />
                  <Badge color="red" variant="light" radius="sm">
                    {t("admin.clinics.notValidNow")}
                  </Badge>
                </>
              )}
            </Table.Td>
            <Table.Td ta="right">
              <RemoveButton name={certificate.subject} onRemove={() => remove(certificate.id)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Breaks between two pairs, never inside one. */
function Fingerprint({ sha256 }: { sha256: string }) {
  const [first, ...rest] = fingerprintText(sha256).split(":");
  return (
    <Code style={{ overflowWrap: "normal" }}>
      {first}
      {rest.map((pair, index) => (
        <Fragment key={index}>
          :<wbr />
          {pair}
        </Fragment>
      ))}
    </Code>
  );
}

function AddCertificate({ sites, onClose }: { sites: readonly Site[]; onClose: () => void }) {
  const { t } = useTranslation();
  const keep = useKeep();
  return (
    <FormDialog
      title={t("admin.clinics.addCertificate")}
      confirm={t("common.add")}
      fields={[
        {
          name: "site_id",
          label: t("admin.clinics.site"),
          kind: "choice",
          options: sites.map((site) => ({ value: site.id, label: site.name })),
        },
        {
          name: "pem",
          label: t("admin.clinics.certificateFile"),
          hint: t("admin.clinics.certificateFileHint"),
          kind: "file",
          read: async (file) => pemOf(new Uint8Array(await file.arrayBuffer())),
          isRequired: true,
        },
      ]}
      onSubmit={({ site_id = "", pem = "" }) =>
        keep(bodyOf(api.POST("/api/site-certificates", { body: { site_id, pem } })))
      }
      onClose={onClose}
    />
  );
}
