import { Alert, Button, Group, NativeSelect, Paper, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingDetail, Template } from "../api/types";
import { LANGUAGE_NAMES } from "../i18n";
import type { ReportText } from "../report/draft";
import type { Keeper } from "../report/keeper";
import { ageOf, dayOf } from "../study/patient";
import { Empty, Loaded } from "../ui/Loaded";
import { FormFields } from "./FormFields";
import { type Filled, rendered, type ReportLanguage, valuesOf, withNormals } from "./fill";
import { useTemplate, useTemplates } from "./queries";
import { bySuitability } from "./suit";
import classes from "./templates.module.css";
import { type Both, needsAsking, type Weaving, woven } from "./weave";

interface TemplateFormProps {
  reading: ReadingDetail;
  text: ReportText;
  keeper: Keeper<ReportText>;
  onClose: () => void;
}

/** Chooses a template and fills it in above the text, so that the pictures stay in sight. */
export function TemplateForm(props: TemplateFormProps) {
  const { reading, text } = props;
  const { t } = useTranslation();
  const language = useWords();
  const templates = useTemplates(reading.modality);
  const used = text.template ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const about = [reading.body_part, ...reading.studies.map((study) => study.study_description)].join(" ");
  return (
    <Paper withBorder p="xs" className={classes.form ?? ""} component="section" aria-label={t("writing.template")}>
      <Loaded query={templates}>
        {(all) => {
          const lines = bySuitability(all, about);
          const isUsed = chosen === null && used !== null;
          const line = lines.find((one) => one.key === (chosen ?? used?.key)) ?? lines[0];
          if (!line) return <Empty text={t("writing.noTemplates")} />;
          const key = isUsed ? used.key : line.key;
          const version = isUsed ? used.version : line.version;
          return (
            <Stack gap="xs">
              <NativeSelect
                size="xs"
                aria-label={t("writing.choose")}
                value={line.key}
                onChange={(event) => setChosen(event.currentTarget.value)}
                data={lines.map((one) => ({ value: one.key, label: one.title[language] }))}
              />
              <Chosen key={`${key} ${String(version)}`} {...props} templateKey={key} version={version} />
            </Stack>
          );
        }}
      </Loaded>
    </Paper>
  );
}

function Chosen({ templateKey, version, ...props }: TemplateFormProps & { templateKey: string; version: number }) {
  const template = useTemplate(templateKey, version);
  return <Loaded query={template}>{(one) => <Form {...props} template={one} />}</Loaded>;
}

function Form({ reading, text, keeper, onClose, template }: TemplateFormProps & { template: Template }) {
  const { t } = useTranslation();
  const own = useWords();
  const [language, setLanguage] = useState<ReportLanguage>(own);
  const [filled, setFilled] = useState<Filled>(() => filledOf(text, template));
  const [last, setLast] = useState<Both | null>(null);
  const [isAsking, setAsking] = useState(false);
  const subject = { sex: reading.patient.sex, ageYears: yearsOf(reading) };
  const written = rendered(template, filled, subject, language);
  const isEmpty = written.findings === "" && written.impression === "";
  const write = (how: Weaving) => {
    const values = valuesOf(template, filled).map(([field, value]) => ({ field, value }));
    keeper.type({
      ...woven(keeper.view().value, written, last, how),
      template: { key: template.key, version: template.version, values },
    });
    setLast(written);
    setAsking(false);
  };
  return (
    <>
      <Group gap="xs" justify="space-between">
        <Button size="compact-xs" variant="default" onClick={() => setFilled(withNormals(template, filled))}>
          {t("writing.normals")}
        </Button>
        <SegmentedControl
          size="xs"
          aria-label={t("writing.language")}
          value={language}
          onChange={setLanguage}
          data={[
            { value: "zh", label: LANGUAGE_NAMES["zh-CN"] },
            { value: "en", label: LANGUAGE_NAMES.en },
          ]}
        />
      </Group>
      <div className={classes.fields}>
        <FormFields template={template} filled={filled} subject={subject} onChange={setFilled} />
      </div>
      {isAsking ? (
        <Alert color="orange" p="xs" role="alert">
          <Text size="sm" mb={6}>
            {t("writing.ask")}
          </Text>
          <Group gap="xs">
            <Button size="compact-sm" onClick={() => write("after")} data-autofocus>
              {t("writing.after")}
            </Button>
            <Button size="compact-sm" variant="light" color="orange" onClick={() => write("instead")}>
              {t("writing.instead")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
              {t("common.cancel")}
            </Button>
          </Group>
        </Alert>
      ) : (
        <Group gap="xs" justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={onClose}>
            {t("common.close")}
          </Button>
          <Button
            size="compact-sm"
            disabled={isEmpty}
            onClick={() => (needsAsking(keeper.view().value, written, last) ? setAsking(true) : write("after"))}
          >
            {t("writing.write")}
          </Button>
        </Group>
      )}
    </>
  );
}

function filledOf(text: ReportText, template: Template): Filled {
  const used = text.template;
  if (!used || used.key !== template.key || used.version !== template.version) return {};
  return Object.fromEntries(used.values.map(({ field, value }) => [field, value]));
}

function yearsOf(reading: ReadingDetail): number | null {
  const age = ageOf(reading.patient.birth_date, dayOf(reading.study_date));
  return age === null ? null : age.unit === "years" ? age.count : age.unit === "months" ? Math.floor(age.count / 12) : 0;
}

function useWords(): ReportLanguage {
  const { i18n } = useTranslation();
  return i18n.language.startsWith("zh") ? "zh" : "en";
}
