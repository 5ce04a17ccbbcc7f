import { Button, Card, Group, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LIVE_MS } from "../api/queries";
import type { Patient, StudySummary } from "../api/types";
import { ConfirmNameDialog } from "../study/ConfirmNameDialog";
import { PatientLine } from "../study/PatientLine";
import { isNameDoubtful } from "../study/patient";
import { searchStudies } from "../study/queries";

/** Each patient whose name a program only guessed, once. */
export function doubtfulPatients(studies: readonly StudySummary[]): Patient[] {
  const doubtful = studies.map((study) => study.patient).filter((patient) => isNameDoubtful(patient.name_standing));
  return [...new Map(doubtful.map((patient) => [patient.id, patient])).values()];
}

export function DoubtfulNames() {
  const { t } = useTranslation();
  const [checking, setChecking] = useState<Patient | null>(null);
  const studies = useQuery({ 
    queryKey: ["studies", "doubtful"],
    queryFn: () => searchStudies({ doubtful_names_only: true }),
    refetchInterval: LIVE_MS,
  });
  const patients = doubtfulPatients(studies.data ?? []);
  if (patients.length === 0) return null;
  return (
    <section aria-labelledby="doubtful-names">
      <Title order={2} size="h5" mb="xs" id="doubtful-names">
        {t("clinic.tasks.names")}
      </Title>
      <Stack gap="xs">
        {patients.map((patient) => (
          <Card key={patient.id} withBorder p="sm">
            <Group justify="space-between" wrap="nowrap">
              <PatientLine patient={patient} />
              <Button color="orange" variant="light" onClick={() => setChecking(patient)}>
                {t("study.confirmName")}
              </Button>
            </Group>
          </Card>
        ))}
      </Stack>
      {checking && <ConfirmNameDialog patient={checking} onClose={() => setChecking(null)} />}
    </section>
  );
}
