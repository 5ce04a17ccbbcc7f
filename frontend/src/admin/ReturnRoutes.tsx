import { Badge, Button, Group, Menu, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { AE, Clinic, ReturnRoute } from "../api/types";
import { Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { momentText } from "../ui/time";
import { useAEs, useKeep, useReturnRouteKinds, useReturnRoutes } from "./queries";
import { RouteDialog } from "./RouteDialog";
import { endFrom, endText, type RouteKind, valuesOf } from "./routeFields";

/** The ways home of a clinic's reports: what each is, where it ends, and whether anybody answers there. */
export function ReturnRoutes({ clinic }: { clinic: Clinic }) {
  const { t } = useTranslation();
  const routes = useReturnRoutes();
  const devices = (useAEs().data ?? []).filter((ae) => ae.clinic_id === clinic.id);
  const [adding, setAdding] = useState<RouteKind | null>(null);
  const [changed, setChanged] = useState<ReturnRoute | null>(null);
  return (
    <Section title={t("admin.clinics.routes")} hint={t("admin.routes.hint")}>
      <Loaded query={routes}>
        {(all) => (
          <Stack gap="xs">
            {all
              .filter((route) => route.clinic_id === clinic.id)
              .map((route) => (
                <RouteLine key={route.id} route={route} devices={devices} onChange={() => setChanged(route)} />
              ))}
          </Stack>
        )}
      </Loaded>
      <AddRoute onAdd={setAdding} />
      {adding && (
        <RouteDialog clinicId={clinic.id} kind={adding} devices={devices} onClose={() => setAdding(null)} />
      )}
      {changed && (
        <RouteDialog
          clinicId={clinic.id}
          kind={changed.kind}
          devices={devices}
          route={changed}
          onClose={() => setChanged(null)}
        />
      )}
    </Section>
  );
}

function AddRoute({ onAdd }: { onAdd: (kind: RouteKind) => void }) {
  const { t } = useTranslation();
  const kinds = useReturnRouteKinds().data ?? [];
  return (
    <Group justify="flex-end" mt="xs">
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="light">
            {t("admin.clinics.addRoute")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map(({ kind, is_offered }) => (
            <Menu.Item key={kind} disabled={!is_offered} onClick={() => onAdd(kind)}>
              {t(`report.route.${kind}`)}
              {!is_offered && ` · ${t("admin.routes.notOffered")}`}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

interface RouteLineProps {
  route: ReturnRoute;
  devices: readonly AE[];
  onChange: () => void;
}

function RouteLine({ route, devices, onChange }: RouteLineProps) {
  const { t } = useTranslation();
  const keep = useKeep();
  const path = { route_id: route.id };
  const name = `${t(`report.route.${route.kind}`)} ${endText(route, devices)}`.trim();
  const close = useMutation({
    mutationFn: () =>
      keep(
        bodyOf(
          api.PUT("/api/return-routes/{route_id}", {
            params: { path },
            body: { ...endFrom(valuesOf(route)), is_closed: !route.is_closed },
          }),
        ),
      ),
  });
  const trial = useMutation({
    mutationFn: () => keep(bodyOf(api.POST("/api/return-routes/{route_id}/trial", { params: { path } }))),
  });
  const isTrying = trial.isPending || (route.trial !== null && route.trial.ended_at === null);
  return (
    <div role="group" aria-label={name}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Group gap="xs">
            <Text size="sm" c={route.is_closed ? "dimmed" : undefined}>
              {t(`report.route.${route.kind}`)} <b style={{ overflowWrap: "anywhere" }}>{endText(route, devices)}</b>
            </Text>
            {route.uses_tls && (
              <Badge size="sm" variant="light" radius="sm">
                {t("admin.routes.tls")}
              </Badge>
            )}
            {route.character_set && (
              <Badge size="sm" variant="light" radius="sm" color="gray" tt="none">
                {route.character_set}
              </Badge>
            )}
            {route.is_closed && (
              <Badge size="sm" variant="light" radius="sm" color="gray">
                {t("admin.routes.closed")}
              </Badge>
            )}
          </Group>
          <TrialText route={route} />
        </div>
        {route.kind !== "page" && (
          <Group gap={4} justify="flex-end">
            {route.can_be_tried && (
              <Button size="compact-sm" variant="light" loading={isTrying} onClick={() => trial.mutate()}>
                {t("admin.routes.try")}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" onClick={onChange}>
              {t("common.edit")}
            </Button>
            <Button size="compact-sm" variant="subtle" loading={close.isPending} onClick={() => close.mutate()}>
              {t(route.is_closed ? "admin.routes.open" : "admin.routes.close")}
            </Button>
            <RemoveButton
              name={name}
              onRemove={() => keep(bodyOf(api.DELETE("/api/return-routes/{route_id}", { params: { path } })))}
            />
          </Group>
        )}
      </Group>
      <ProblemNote error={close.error ?? trial.error} />
    </div>
  );
}

function TrialText({ route }: { route: ReturnRoute }) {
  const { t, i18n } = useTranslation();
  if (!route.trial) return null;
  const { ended_at, succeeded, detail } = route.trial;
  if (!ended_at) {
    return (
      <Text size="xs" c="dimmed" role="status">
        {t("admin.routes.trying")}
      </Text>
    );
  }
  return (
    <Text size="xs" c={succeeded ? "teal.8" : "red.8"} role="status">
      {t(succeeded ? "admin.routes.answers" : "admin.routes.silent")} · {momentText(ended_at, i18n.language)} ·{" "}
      <bdi>{detail}</bdi>
    </Text>
  );
}
