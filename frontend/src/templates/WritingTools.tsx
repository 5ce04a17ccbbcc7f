import { Button, Group, Menu, ScrollArea, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { lazy, type RefObject, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingDetail } from "../api/types";
import type { ReportText } from "../report/draft";
import { appended } from "../report/insertion";
import type { Keeper } from "../report/keeper";
import { routes } from "../routes";
import { Link } from "react-router";
import { ProblemNote } from "../ui/ProblemNote";
import { dateText } from "../ui/time";
import { typeOver } from "./expand";
import { openLastReport, usePhrases } from "./queries";
import { patiently } from "../ui/patiently";

const TemplateForm = lazy(() =>
  patiently(() => import("./TemplateForm")).then((module) => ({ default: module.TemplateForm })),
);

interface WritingToolsProps {
  reading: ReadingDetail;
  text: ReportText;
  keeper: Keeper<ReportText>;
  /** The field that was typed in last. */
  field: RefObject<HTMLTextAreaElement | null>;
}

/** What writes for the author: forms, phrases, and the patient's last report. */
export function WritingTools({ reading, text, keeper, field }: WritingToolsProps) {
  const { t } = useTranslation();
  const [isFormOpen, setFormOpen] = useState(false);
  const last = useMutation({
    mutationFn: () => openLastReport(reading.id),
    onSuccess: (report) => {
      if (report === null) {
        notifications.show({ message: t("writing.noLastReport") });
        return;
      }
      const said = t("writing.lastReportText", {
        date: dateText(report.study_date),
        author: report.author_name,
        findings: report.findings,
        impression: report.impression,
      });
      keeper.type({ findings: appended(keeper.view().value.findings, said) });
      notifications.show({ message: t("writing.lastReportInserted"), color: "teal" });
    },
  });
  return (
    <>
      <Group gap={6} role="toolbar" aria-label={t("writing.tools")}>
        <Button
          size="compact-sm"
          variant={isFormOpen ? "filled" : "light"}
          aria-expanded={isFormOpen}
          onClick={() => setFormOpen(!isFormOpen)}
        >
          {t("writing.template")}
        </Button>
        <PhraseMenu reading={reading} field={field} />
        <Button size="compact-sm" variant="light" loading={last.isPending} onClick={() => last.mutate()}>
          {t("writing.lastReport")}
        </Button>
      </Group>
      <ProblemNote error={last.error} />
      {isFormOpen && (
        <Suspense fallback={null}>
          <TemplateForm reading={reading} text={text} keeper={keeper} onClose={() => setFormOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function PhraseMenu({ reading, field }: Pick<WritingToolsProps, "reading" | "field">) {
  const { t } = useTranslation();
  const phrases = usePhrases();
  const fitting = (phrases.data ?? []).filter(({ modality }) => modality === "" || modality === reading.modality);
  const insert = (text: string) => {
    const area = field.current;
    if (area) typeOver(area, { start: area.selectionStart, end: area.selectionEnd, text });
  };
  return (
    <Menu position="bottom-start" withinPortal returnFocus={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="light">
          {t("writing.phrases")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("writing.phraseHint")}</Menu.Label>
        <ScrollArea.Autosize mah="40vh" maw={420}>
          {fitting.map((phrase) => (
            <Menu.Item
              key={phrase.id}
              leftSection={<b>{phrase.short_key}</b>}
              onClick={() => window.setTimeout(insert, 0, phrase.text)}
            >
              <Text size="sm" lineClamp={2}>
                <bdi>{phrase.text}</bdi>
              </Text>
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
        {fitting.length === 0 && <Menu.Label>{t("writing.noPhrases")}</Menu.Label>}
        <Menu.Item component={Link} to={routes.writing} target="_blank">
          {t("writing.manage")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
