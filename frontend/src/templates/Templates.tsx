import { Badge, Button, Group, Table } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, useAccount } from "../account/session";
import { api, bodyOf } from "../api/client";
import type { TemplateLine } from "../api/types";
import { isChinese } from "../i18n";
import { Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { Section } from "../ui/Section";
import { fileAddress, loadFile, useKeep, useTemplates } from "./queries";
import { TemplateFileDialog } from "./TemplateFileDialog";

export function Templates() {
  const { t } = useTranslation();
  const account = useAccount();
  const templates = useTemplates();
  const isEditor = hasRole(account, "reviewer", "admin");
  const [file, setFile] = useState<string | null>(null);
  const edit = useMutation({
    mutationFn: (line: TemplateLine) => loadFile(line.key, line.version),
    onSuccess: setFile,
  });
  return (
    <Section
      title={t("writing.page.templates")}
      hint={t("writing.page.templatesHint")}
      {...(isEditor ? { action: t("writing.page.bring"), onAction: () => setFile("") } : {})}
    >
      <ProblemNote error={edit.error} />
      <Loaded query={templates}>
        {(all) => (
          <Table aria-label={t("writing.page.templates")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("writing.page.title")}</Table.Th>
                <Table.Th>{t("writing.page.modality")}</Table.Th>
                <Table.Th>{t("writing.page.version")}</Table.Th>
                <Table.Th>{t("writing.page.owner")}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((line) => (
                <Line key={line.key} line={line} onEdit={isEditor ? () => edit.mutate(line) : null} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
      {file !== null && <TemplateFileDialog initial={file} onClose={() => setFile(null)} />}
    </Section>
  );
}

function Line({ line, onEdit }: { line: TemplateLine; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const title = isChinese() ? line.title.zh : line.title.en;
  const owner = line.is_shipped ? "shipped" : line.department_id ? "department" : "house";
  const retire = useMutation({
    mutationFn: () => keep(bodyOf(api.POST("/api/templates/{key}/retire", { params: { path: { key: line.key } } }))),
    onSuccess: () => notifications.show({ message: t("writing.page.retired") }),
  });
  return (
    <Table.Tr>
      <Table.Td>{title}</Table.Td>
      <Table.Td>{t(`common.modality.${line.modality}`)}</Table.Td>
      <Table.Td>{line.version}</Table.Td>
      <Table.Td>
        <Badge variant="light" color={line.is_shipped ? "gray" : "brand"} tt="none">
          {t(`writing.page.${owner}`)}
        </Badge>
      </Table.Td>
      <Table.Td>
        <ProblemNote error={retire.error} />
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <Button
            component="a"
            size="compact-sm"
            variant="subtle"
            href={fileAddress(line.key, line.version)}
            download
            aria-label={`${t("writing.page.export")} ${title}`}
          >
            {t("writing.page.export")}
          </Button>
          {onEdit && (
            <Button size="compact-sm" variant="subtle" onClick={onEdit} aria-label={`${t("common.edit")} ${title}`}>
              {t("common.edit")}
            </Button>
          )}
          {onEdit && line.is_editable && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              loading={retire.isPending}
              onClick={() => retire.mutate()}
              aria-label={`${t("writing.page.retire")} ${title}`}
            >
              {t("writing.page.retire")}
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
