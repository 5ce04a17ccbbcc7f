import { Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Clinic } from "../api/types";
import { FormDialog } from "../ui/FormDialog";
import { Loaded } from "../ui/Loaded";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { useAEs, useKeep, useReturnRoutes } from "./queries";

export function ReturnRoutes({ clinic }: { clinic: Clinic }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const routes = useReturnRoutes();
  const devices = (useAEs().data ?? []).filter((ae) => ae.clinic_id === clinic.id);
  const [isAdding, setIsAdding] = useState(false);
  const titleOf = (aeId: string | null) => devices.find((ae) => ae.id === aeId)?.ae_title ?? "";
  return (
    <Section title={t("admin.clinics.routes")} action={t("admin.clinics.addRoute")} onAction={() => setIsAdding(true)}>
      <Loaded query={routes}>
        {(all) =>
          all
            .filter((route) => route.clinic_id === clinic.id)
            .map((route) => (
              <Group key={route.id} justify="space-between" py={4}>
                <Text size="sm">
                  {t(`report.route.${route.kind}`)} <b>{titleOf(route.ae_id)}</b>
                </Text>
                {route.kind === "dicom" && (
                  <RemoveButton
                    name={titleOf(route.ae_id)}
                    onRemove={() =>
                      keep(
                        bodyOf(
                          api.DELETE("/api/return-routes/{route_id}", { params: { path: { route_id: route.id } } }),
                        ),
                      )
                    }
                  />
                )}
              </Group>
            ))
        }
      </Loaded>
      {isAdding && (
        <FormDialog
          title={t("admin.clinics.addRoute")}
          confirm={t("common.add")}
          fields={[
            {
              name: "ae_id",
              label: t("admin.clinics.ae"),
              kind: "choice",
              options: devices.map((ae) => ({ value: ae.id, label: ae.ae_title })),
              isRequired: true,
            },
          ]}
          onSubmit={({ ae_id = "" }) =>
            keep(bodyOf(api.POST("/api/return-routes", { body: { clinic_id: clinic.id, ae_id } })))
          }
          onClose={() => setIsAdding(false)}
        />
      )}
    </Section>
  );
}
