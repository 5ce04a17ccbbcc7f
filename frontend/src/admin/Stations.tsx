import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Account } from "../api/types";
import { FormDialog } from "../ui/FormDialog";
import { Empty, Loaded } from "../ui/Loaded";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { useClinics, useKeep } from "./queries";

/** At which clinics a specialist works when. */
export function Stations({ person }: { person: Account }) {
  const { t, i18n } = useTranslation();
  const keep = useKeep();
  const clinics = useClinics();
  const stations = useQuery({ queryKey: ["kept", "stations"], queryFn: () => bodyOf(api.GET("/api/stations")) });
  const [isAdding, setAdding] = useState(false);
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium" });
  const nameOf = (id: string) => clinics.data?.find((clinic) => clinic.id === id)?.name ?? "";
  return (
    <Section
      title={t("asking.station.title")}
      hint={t("asking.station.hint")}
      action={t("asking.station.add")}
      onAction={() => setAdding(true)}
    >
      <Loaded query={stations}>
        {(all) => {
          const own = all.filter((station) => station.account_id === person.id);
          if (own.length === 0) return <Empty />;
          return own.map((station) => {
            const lasts = `${day.format(new Date(station.begins_at))} – ${day.format(new Date(station.ends_at))}`;
            const params = { path: { station_id: station.id } };
            return (
              <Group key={station.id} justify="space-between" wrap="nowrap" py={2}>
                <Text size="sm">
                  <b>{nameOf(station.clinic_id)}</b> {lasts}
                </Text>
                <RemoveButton
                  name={`${nameOf(station.clinic_id)} ${lasts}`}
                  onRemove={() => keep(bodyOf(api.DELETE("/api/stations/{station_id}", { params })))}
                />
              </Group>
            );
          });
        }}
      </Loaded>
      {isAdding && clinics.data !== undefined && (
        <FormDialog
          title={t("asking.station.add")}
          confirm={t("common.add")}
          fields={[
            {
              name: "clinic",
              label: t("asking.station.clinic"),
              kind: "choice",
              options: clinics.data.map(({ id, name }) => ({ value: id, label: name })),
            },
            { name: "begins", label: t("asking.station.begins"), kind: "date", isRequired: true },
            { name: "ends", label: t("asking.station.ends"), kind: "date", isRequired: true },
          ]}
          onSubmit={({ clinic = "", begins = "", ends = "" }) =>
            keep(
              bodyOf(
                api.POST("/api/stations", {
                  body: {
                    account_id: person.id,
                    clinic_id: clinic,
                    begins_at: new Date(`${begins}T00:00`).toISOString(),
                    ends_at: new Date(`${ends}T00:00`).toISOString(),
                  },
                }),
              ),
            )
          }
          onClose={() => setAdding(false)}
        />
      )}
    </Section>
  );
}
