import { Button, FileInput, Group, Modal, NativeSelect, Stack, Switch, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "./ProblemNote";
import { useReturnFocus } from "./useReturnFocus";

export type Values = Readonly<Record<string, string>>;

export interface Field {
  name: string;
  label: string;
  hint?: string;
  kind?: "text" | "number" | "time" | "date" | "password" | "choice" | "switch" | "file";
  /** How a chosen file becomes the value. */
  read?: (file: File) => Promise<string>;
  options?: readonly { value: string; label: string }[];
  isRequired?: boolean;
}

interface FormDialogProps {
  title: string;
  fields: readonly Field[];
  initial?: Values;
  confirm: string;
  onSubmit: (values: Values) => Promise<unknown>;
  onClose: () => void;
}

/** A short form in a dialog. A switch that is on has the value "on". */
export function FormDialog({ title, fields, initial, confirm, onSubmit, onClose }: FormDialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const [values, setValues] = useState<Values>(() => ({ ...firstChoices(fields), ...initial }));
  const send = useMutation({ mutationFn: () => onSubmit(values), onSuccess: onClose });
  const isReady = fields.every((field) => !field.isRequired || (values[field.name] ?? "").trim() !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) send.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("common.close") }} centered>
      <form onSubmit={submit}>
        <Stack>
          {fields.map((field, index) => (
            <FieldInput
              key={field.name}
              field={field}
              isFirst={index === 0}
              value={values[field.name] ?? ""}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          ))}
          <ProblemNote error={send.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={!isReady}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function firstChoices(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field.name, field.options?.[0]?.value ?? ""]));
}

interface FieldInputProps {
  field: Field;
  value: string;
  isFirst: boolean;
  onChange: (value: string) => void;
}

function FieldInput({ field, value, isFirst, onChange }: FieldInputProps) {
  const shared = { label: field.label, description: field.hint, ...(isFirst ? { "data-autofocus": true } : {}) };
  if (field.kind === "switch") {
    return (
      <Switch
        {...shared}
        checked={value === "on"}
        onChange={(event) => onChange(event.currentTarget.checked ? "on" : "")}
      />
    );
  }
  if (field.kind === "file") {
    const choose = async (file: File | null) => onChange(file ? await (field.read?.(file) ?? file.text()) : "");
    return <FileInput {...shared} required={field.isRequired ?? false} onChange={(file) => void choose(file)} />;
  }
  if (field.kind === "choice") {
    return (
      <NativeSelect
        {...shared}
        data={[...(field.options ?? [])]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      type={field.kind ?? "text"}
      required={field.isRequired ?? false}
      value={value}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
