import { Button, Card, Group, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LIVE_MS } from "../api/queries";
import type { Patient } from "../api/types";
import { ConfirmNameDialog } from "../study/ConfirmNameDialog";
import { PatientLine } from "../study/PatientLine";
import { DOUBTFUL_KEY, loadDoubtful } from "./doubtful";

export function DoubtfulNames() {
  const { t } = useTranslation();
  const [checking, setChecking] = useState<Patient | null>(null);
  const doubtful = useQuery({ queryKey: DOUBTFUL_KEY, queryFn: loadDoubtful, refetchInterval: LIVE_MS });
  const patients = doubtful.data ?? [];
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
              <Button color="orange" variant="light" style={{ flex: "none" }} onClick={() => setChecking(patient)}>
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
