import { Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Account, Duty } from "../api/types";
import { FormDialog } from "../ui/FormDialog";
import { Empty, Loaded } from "../ui/Loaded";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { useDuties, useKeep } from "./queries";

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** The name of a weekday; 0 is Monday. 5 January 1970 was one. */
function weekdayText(weekday: number, language: string): string {
  const day = new Date(Date.UTC(1970, 0, 5 + weekday));
  return new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format(day);
}

export function Duties({ person }: { person: Account }) {
  const { t } = useTranslation();
  const duties = useDuties();
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Section
      title={t("admin.people.duties")}
      hint={t("admin.people.dutiesHint")}
      action={t("admin.people.addDuty")}
      onAction={() => setIsAdding(true)}
    >
      <Loaded query={duties}>
        {(all) => {
          const own = all.filter((duty) => duty.account_id === person.id);
          return own.length === 0 ? <Empty /> : own.map((duty) => <DutyRow key={duty.id} duty={duty} />);
        }}
      </Loaded>
      {isAdding && <AddDuty person={person} onClose={() => setIsAdding(false)} />}
    </Section>
  );
}

function DutyRow({ duty }: { duty: Duty }) {
  const { t, i18n } = useTranslation();
  const keep = useKeep();
  const day = weekdayText(duty.weekday, i18n.language);
  const isWholeDay = duty.starts === duty.ends;
  const hours = isWholeDay ? t("admin.people.wholeDay") : `${duty.starts.slice(0, 5)}–${duty.ends.slice(0, 5)}`;
  return (
    <Group justify="space-between" wrap="nowrap" py={2}>
      <Group gap="md" wrap="nowrap">
        <Text size="sm" fw={600} w={48}>
          {day}
        </Text>
        <Text size="sm">{hours}</Text>
        <Text size="xs" c="dimmed">
          {duty.time_zone}
        </Text>
      </Group>
      <RemoveButton
        name={`${day} ${hours}`}
        onRemove={() => keep(bodyOf(api.DELETE("/api/duties/{duty_id}", { params: { path: { duty_id: duty.id } } })))}
      />
    </Group>
  );
}

function AddDuty({ person, onClose }: { person: Account; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const keep = useKeep();
  return (
    <FormDialog
      title={t("admin.people.addDuty")}
      confirm={t("common.add")}
      fields={[
        {
          name: "weekday",
          label: t("admin.people.weekday"),
          kind: "choice",
          options: WEEKDAYS.map((day) => ({ value: String(day), label: weekdayText(day, i18n.language) })),
        },
        { name: "starts", label: t("admin.people.starts"), kind: "time", isRequired: true },
        { name: "ends", label: t("admin.people.ends"), kind: "time", isRequired: true },
        { name: "time_zone", label: t("admin.clinics.timeZone"), isRequired: true },
      ]}
      initial={{ starts: "08:00", ends: "18:00", time_zone: "Asia/Shanghai" }}
      onSubmit={({ weekday, starts = "", ends = "", time_zone = "" }) =>
        keep(
          bodyOf(
            api.POST("/api/duties", {
              body: { account_id: person.id, weekday: Number(weekday), starts, ends, time_zone },
            }),
          ),
        )
      }
      onClose={onClose}
    />
  );
}
