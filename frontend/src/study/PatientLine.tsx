import { Badge, Box, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types";
import { IconAlert } from "../ui/icons";
import { Isolated } from "../ui/Isolated";
import classes from "./PatientLine.module.css";
import { ageOf, dayOf, isNameDoubtful, personName } from "./patient";

type Size = "list" | "page";

interface PatientLineProps {
  patient: Patient;
  /** The day of the study: a DICOM date or a moment. Without one the age is today's. */
  at?: string | undefined;
  size?: Size;
}

/** Who this is: name large, then sex, age and ID. A name that a program guessed says so. */
export function PatientLine({ patient, at, size = "list" }: PatientLineProps) {
  const { t } = useTranslation();
  const name = personName(patient.name);
  const isPage = size === "page";
  return (
    <Box miw={0} data-testid="patient">
      <Group gap={isPage ? "0 10px" : "0 6px"} align="baseline">
        <Text component="span" fw={700} fz={isPage ? 24 : 16} lh={1.25} className={classes.name ?? ""}>
          <Isolated>{name.main || t("study.noName")}</Isolated>
        </Text>
        {name.other && isPage && (
          <Text component="span" c="dimmed" fz="sm">
            <Isolated>{name.other}</Isolated>
          </Text>
        )}
        <Text component="span" fz={isPage ? "md" : "sm"} style={{ whiteSpace: "nowrap" }}>
          <SexAndAge patient={patient} at={at} />
        </Text>
        <Text component="span" fz={isPage ? "md" : "xs"} c="dimmed" truncate>
          {t("study.patientId")} <Isolated>{patient.patient_id || "–"}</Isolated>
        </Text>
      </Group>
      <NameDoubt patient={patient} isShort={!isPage} />
    </Box>
  );
}

interface SexAndAgeProps {
  patient: Pick<Patient, "sex" | "birth_date">;
  at?: string | undefined;
}

export function SexAndAge({ patient, at }: SexAndAgeProps) {
  const { t } = useTranslation();
  const age = ageOf(patient.birth_date, dayOf(at));
  const sex = patient.sex === "M" || patient.sex === "F" || patient.sex === "O" ? patient.sex : "unknown";
  return (
    <>
      {t(`common.sexShort.${sex}`)} ·{" "}
      {age ? t(`common.age.${age.unit}`, { count: age.count }) : t("common.age.unknown")}
    </>
  );
}

export function NameDoubt({ patient, isShort = false }: { patient: Patient; isShort?: boolean }) {
  const { t } = useTranslation();
  if (!isNameDoubtful(patient.name_standing)) return null;
  const text = patient.name_standing === "lossy" ? t("study.nameLossy") : t("study.nameGuessed");
  return (
    <Badge
      color="orange"
      variant="filled"
      radius="sm"
      size={isShort ? "sm" : "md"}
      leftSection={<IconAlert size={13} />}
    >
      {text}
    </Badge>
  );
}
