import {
  Alert,
  Button,
  Card,
  Group,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { routes } from "../routes";
import { PageFrame } from "../ui/PageFrame";
import { ProblemNote } from "../ui/ProblemNote";
import { Choice } from "./Choice";
import { BLANK_ORDER, faultsOf, type OrderForm, orderOf, withPatientId } from "./order";
import { OrderPlaced } from "./OrderPlaced";
import { placeRequest } from "./queries";

const today = () => new Date().toLocaleDateString("sv-SE");

export function OrderPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form, setForm] = useState<OrderForm>(BLANK_ORDER);
  const [isChecked, setIsChecked] = useState(false);
  const place = useMutation({
    mutationFn: placeRequest,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["requests"] }),
  });
  const faults = isChecked ? faultsOf(form, today()) : {};
  const change = (part: Partial<OrderForm>) => setForm({ ...form, ...part });
  const text = (name: keyof OrderForm) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
    error: faults[name] && t(`clinic.order.${faults[name]}`),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (Object.keys(faultsOf(form, today())).length === 0) place.mutate(orderOf(form));
  };
  const another = () => {
    setForm(BLANK_ORDER);
    setIsChecked(false);
    place.reset();
  };

  return (
    <PageFrame
      title={t("clinic.order.title")}
      width={920}
      actions={
        <Button component={Link} to={routes.requests} variant="default">
          {t("clinic.order.toList")}
        </Button>
      }
    >
      {place.data ? (
        <OrderPlaced order={place.data} onAnother={another} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack>
            <Card withBorder>
              <Title order={2} size="h5" mb="sm">
                {t("clinic.order.patient")}
              </Title>
              <SimpleGrid cols={2} spacing="md">
                <TextInput
                  label={t("clinic.order.name")}
                  size="md"
                  required
                  autoFocus
                  maxLength={64}
                  {...text("patient_name")}
                />
                <TextInput
                  label={t("clinic.order.patientId")}
                  description={t("clinic.order.patientIdHint")}
                  inputWrapperOrder={["label", "input", "description", "error"]}
                  size="md"
                  required
                  maxLength={64}
                  {...text("patient_id")}
                  onChange={(event) => setForm(withPatientId(form, event.currentTarget.value))}
                />
                <Choice label={t("clinic.order.sex")}>
                  <SegmentedControl
                    size="md"
                    value={form.patient_sex}
                    onChange={(value) => change({ patient_sex: value as OrderForm["patient_sex"] })}
                    data={[
                      { value: "M", label: t("common.sex.M") },
                      { value: "F", label: t("common.sex.F") },
                      { value: "O", label: t("common.sex.O") },
                      { value: "", label: t("common.unknown") },
                    ]}
                  />
                </Choice>
                <TextInput
                  type="date"
                  size="md"
                  max={today()}
                  label={t("clinic.order.birthDate")}
                  {...text("patient_birth_date")}
                />
              </SimpleGrid>
            </Card>
            <Card withBorder>
              <Title order={2} size="h5" mb="sm">
                {t("clinic.order.exam")}
              </Title>
              <SimpleGrid cols={2} spacing="md">
                <Choice label={t("clinic.order.modality")}>
                  <SegmentedControl
                    size="md"
                    value={form.modality}
                    onChange={(value) => change({ modality: value as OrderForm["modality"] })}
                    data={(["xray", "ultrasound", "ecg", "other"] as const).map((value) => ({
                      value,
                      label: t(`common.modality.${value}`),
                    }))}
                  />
                </Choice>
                <TextInput
                  label={t("clinic.order.bodyPart")}
                  placeholder={t("clinic.order.bodyPartPlaceholder")}
                  size="md"
                  maxLength={64}
                  {...text("body_part")}
                />
                <Choice label={t("clinic.order.priority")}>
                  <SegmentedControl
                    size="md"
                    value={form.priority}
                    color={form.priority === "emergency" ? "red" : "brand"}
                    onChange={(value) => change({ priority: value as OrderForm["priority"] })}
                    data={(["routine", "emergency"] as const).map((value) => ({
                      value,
                      label: t(`common.priority.${value}`),
                    }))}
                  />
                  {form.priority === "emergency" && (
                    <Text size="xs" c="var(--mantine-color-red-light-color)" mt={4}>
                      {t("clinic.order.emergencyHint")}
                    </Text>
                  )}
                </Choice>
                <TextInput
                  label={t("clinic.order.accession")}
                  placeholder={t("clinic.order.accessionHint")}
                  size="md"
                  maxLength={16}
                  {...text("accession_number")}
                />
              </SimpleGrid>
              <Textarea
                mt="md"
                label={t("clinic.order.question")}
                description={t("clinic.order.questionHint")}
                size="md"
                autosize
                minRows={3}
                maxLength={2000}
                required
                {...text("clinical_question")}
              />
            </Card>
            {place.isError && <ProblemNote error={place.error} />}
            {Object.keys(faults).length > 0 && (
              <Alert color="red" role="alert" p="xs">
                {t("clinic.order.missing")}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button type="submit" size="md" loading={place.isPending}>
                {t("clinic.order.send")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </PageFrame>
  );
}
