import { Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { AE, Clinic, ForwardingDestination, RoutingRule } from "../api/types";
import { FormDialog, type Values } from "../ui/FormDialog";
import { Empty, Loaded } from "../ui/Loaded";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { useDestinations, useRoutingRules } from "./forwarding";
import { useAEs, useClinics, useKeep } from "./queries";

/** Which clinic's pictures go where. */
export function RoutingRules() {
  const { t } = useTranslation();
  const keep = useKeep();
  const rules = useRoutingRules();
  const clinics = useClinics().data ?? [];
  const aes = useAEs().data ?? [];
  const destinations = useDestinations().data ?? [];
  const [isAdding, setIsAdding] = useState(false);
  const nameOf = (rule: RoutingRule) => {
    const from = clinics.find((clinic) => clinic.id === rule.clinic_id)?.name ?? "";
    const device = aes.find((ae) => ae.id === rule.ae_id)?.ae_title;
    const to = destinations.find((destination) => destination.id === rule.destination_id)?.name ?? "";
    return `${[from, device, rule.modality].filter(Boolean).join(" · ")} → ${to}`;
  };
  return (
    <Section
      title={t("admin.forwardings.rules")}
      hint={t("admin.forwardings.rulesHint")}
      {...(clinics.length > 0 && destinations.length > 0
        ? { action: t("admin.forwardings.addRule"), onAction: () => setIsAdding(true) }
        : {})}
    >
      <Loaded query={rules}>
        {(all) =>
          all.length === 0 ? (
            <Empty text={t("admin.forwardings.noRules")} />
          ) : (
            all.map((rule) => (
              <Group key={rule.id} justify="space-between" py={4}>
                <Text size="sm">
                  <bdi>{nameOf(rule)}</bdi>
                </Text>
                <RemoveButton
                  name={nameOf(rule)}
                  onRemove={() =>
                    keep(
                      bodyOf(
                        api.DELETE("/api/routing-rules/{routing_rule_id}", {
                          params: { path: { routing_rule_id: rule.id } },
                        }),
                      ),
                    )
                  }
                />
              </Group>
            ))
          )
        }
      </Loaded>
      {isAdding && (
        <AddRule clinics={clinics} aes={aes} destinations={destinations} onClose={() => setIsAdding(false)} />
      )}
    </Section>
  );
}

interface AddRuleProps {
  clinics: readonly Clinic[];
  aes: readonly AE[];
  destinations: readonly ForwardingDestination[];
  onClose: () => void;
}

function AddRule({ clinics, aes, destinations, onClose }: AddRuleProps) {
  const { t } = useTranslation();
  const keep = useKeep();
  const named = (each: { id: string; name: string }) => ({ value: each.id, label: each.name });
  const clinicOf = (ae: AE) => clinics.find((clinic) => clinic.id === ae.clinic_id)?.name ?? "";
  const submit = ({ clinic_id = "", ae_id, modality, destination_id = "" }: Values) =>
    keep(
      bodyOf(
        api.POST("/api/routing-rules", {
          body: { clinic_id, destination_id, ae_id: ae_id || null, modality: modality || null },
        }),
      ),
    );
  return (
    <FormDialog
      title={t("admin.forwardings.addRule")}
      confirm={t("common.add")}
      fields={[
        {
          name: "clinic_id",
          label: t("admin.forwardings.clinic"),
          kind: "choice",
          options: clinics.map(named),
          isRequired: true,
        },
        {
          name: "ae_id",
          label: t("admin.forwardings.ae"),
          kind: "choice",
          options: [
            { value: "", label: t("admin.forwardings.all") },
            ...aes.map((ae) => ({ value: ae.id, label: `${clinicOf(ae)} · ${ae.ae_title}` })),
          ],
        },
        { name: "modality", label: t("admin.forwardings.modality") },
        {
          name: "destination_id",
          label: t("admin.forwardings.destination"),
          kind: "choice",
          options: destinations.map(named),
          isRequired: true,
        },
      ]}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
