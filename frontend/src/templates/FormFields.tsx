import { Button, Fieldset, Group, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Template, TemplateField } from "../api/types";
import { boundsOf, boundsText, chosenOf, type Filled, isNumber, markOf, type Subject, toggled } from "./fill";

interface FormFieldsProps {
  template: Template;
  filled: Filled;
  subject: Subject;
  onChange: (filled: Filled) => void;
}

export function FormFields({ template, filled, subject, onChange }: FormFieldsProps) {
  const { i18n } = useTranslation();
  const language = i18n.language.startsWith("zh") ? "zh" : "en";
  return template.sections.map((section) => (
    <Fieldset key={section.key} legend={section.title[language]} p="xs" mb={6}>
      <Group gap="xs" align="flex-end">
        {section.fields.map((field) => (
          <OneField
            key={field.key}
            field={field}
            filled={filled}
            subject={subject}
            language={language}
            onChange={(value) => onChange({ ...filled, [field.key]: value })}
          />
        ))}
      </Group>
    </Fieldset>
  ));
}

interface OneFieldProps {
  field: TemplateField;
  filled: Filled;
  subject: Subject;
  language: "zh" | "en";
  onChange: (value: string) => void;
}

function OneField(props: OneFieldProps) {
  const { field, filled, language, onChange } = props;
  if (field.kind === "choice") return <Choice {...props} />;
  if (field.kind === "number") return <Measured {...props} />;
  return (
    <TextInput
      size="xs"
      w="100%"
      label={field.label[language]}
      maxLength={1000}
      value={filled[field.key] ?? ""}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Choice({ field, filled, language, onChange }: OneFieldProps) {
  const chosen = chosenOf(filled[field.key]);
  return (
    <div role="group" aria-label={field.label[language]} style={{ width: "100%" }}>
      <Text size="xs" fw={600}>
        {field.label[language]}
      </Text>
      <Group gap={4}>
        {field.options.map((option) => {
          const isChosen = chosen.includes(option.key);
          return (
            <Button
              key={option.key}
              size="compact-xs"
              variant={isChosen ? "filled" : "default"}
              color={option.is_normal ? "teal.9" : "brand"}
              aria-pressed={isChosen}
              onClick={() => onChange(toggled(field, filled[field.key], option.key))}
            >
              {option.label[language]}
            </Button>
          );
        })}
      </Group>
    </div>
  );
}

function Measured({ field, filled, subject, language, onChange }: OneFieldProps) {
  const { t } = useTranslation();
  const value = filled[field.key] ?? "";
  const bounds = boundsOf(field, filled, subject);
  const mark = markOf(value, bounds);
  const isWrong = value.trim() !== "" && !isNumber(value.trim());
  return (
    <TextInput
      size="xs"
      w={150}
      label={field.label[language]}
      description={bounds ? t("writing.normal", { range: boundsText(bounds) }) : undefined}
      inputMode="decimal"
      maxLength={12}
      value={value}
      error={isWrong ? t("writing.notANumber") : mark ? t(`writing.${mark}`) : undefined}
      rightSection={<Text size="xs">{field.unit}</Text>}
      rightSectionWidth={40}
      onChange={(event) => onChange(event.currentTarget.value.replace(/[，,。．]/u, "."))}
    />
  );
}
