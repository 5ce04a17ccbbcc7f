import { Badge, Button, Group, Table, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { ForwardingDestination } from "../api/types";
import { Empty, Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { momentText } from "../ui/time";
import { DestinationDialog } from "./DestinationDialog";
import { reasonText, roadOf, useDestinations } from "./forwarding";
import { useKeep } from "./queries";

type Kind = ForwardingDestination["kind"];

/** The PACS, what waits for each, and what got there today. */
export function Destinations() {
  const { t } = useTranslation();
  const destinations = useDestinations();
  const [adding, setAdding] = useState<Kind | null>(null);
  const [changed, setChanged] = useState<ForwardingDestination | null>(null);
  return (
    <Section
      title={t("admin.forwardings.destinations")}
      hint={t("admin.forwardings.destinationsHint")}
      action={t("admin.forwardings.addDevice")}
      onAction={() => setAdding("dicom")}
    >
      <Loaded query={destinations}>
        {(all) =>
          all.length === 0 ? (
            <Empty text={t("admin.forwardings.none")} />
          ) : (
            <Table.ScrollContainer minWidth={900}>
              <Table verticalSpacing="xs" aria-label={t("admin.forwardings.destinations")}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("admin.forwardings.name")}</Table.Th>
                    <Table.Th ta="right">{t("admin.forwardings.waiting")}</Table.Th>
                    <Table.Th ta="right">{t("admin.forwardings.unproven")}</Table.Th>
                    <Table.Th ta="right">{t("admin.forwardings.failed")}</Table.Th>
                    <Table.Th ta="right">{t("admin.forwardings.today")}</Table.Th>
                    <Table.Th>{t("admin.overview.lastProblem")}</Table.Th>
                    <Table.Th />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {all.map((destination) => (
                    <DestinationRow
                      key={destination.id}
                      destination={destination}
                      onChange={() => setChanged(destination)}
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
      <Group justify="flex-end" mt="xs">
        <Button size="xs" variant="subtle" onClick={() => setAdding("stow")}>
          {t("admin.forwardings.addWeb")}
        </Button>
      </Group>
      {adding && <DestinationDialog kind={adding} onClose={() => setAdding(null)} />}
      {changed && <DestinationDialog kind={changed.kind} destination={changed} onClose={() => setChanged(null)} />}
    </Section>
  );
}

function DestinationRow({ destination, onChange }: { destination: ForwardingDestination; onChange: () => void }) {
  const { t, i18n } = useTranslation();
  const keep = useKeep();
  const path = { destination_id: destination.id };
  const pause = useMutation({
    mutationFn: () =>
      keep(
        bodyOf(
          api.PUT("/api/forwarding-destinations/{destination_id}", {
            params: { path },
            body: { ...roadOf(destination), is_paused: !destination.is_paused },
          }),
        ),
      ),
  });
  const sendDead = useMutation({
    mutationFn: () => keep(bodyOf(api.POST("/api/forwarding-destinations/{destination_id}/retry", { params: { path } }))),
    onSuccess: ({ requeued }) =>
      notifications.show({
        message: requeued > 0 ? t("admin.forwardings.requeued", { count: requeued }) : t("admin.forwardings.trying"),
        color: "teal",
      }),
  });
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <bdi>{destination.name}</bdi>
          <Badge variant="light" radius="sm">
            {destination.kind === "dicom" ? "DICOM" : "STOW-RS"}
          </Badge>
          {destination.is_paused && (
            <Badge color="gray" variant="light" radius="sm">
              {t("admin.forwardings.paused")}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {destination.kind === "dicom" ? destination.ae_title : destination.url}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        {destination.queued}
        {destination.oldest_queued_at && (
          <Text size="xs" c="dimmed">
            {t("admin.forwardings.since", { time: momentText(destination.oldest_queued_at, i18n.language) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{destination.unproven}</Table.Td>
      <Table.Td ta="right">
        <Text component="span" size="sm" c={destination.dead > 0 ? "red" : undefined} fw={destination.dead > 0 ? 600 : undefined}>
          {destination.dead}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        {destination.done_since}
        <Text size="xs" c="dimmed">
          {t("admin.forwardings.todayProven", { count: destination.proven_since })}
        </Text>
      </Table.Td>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        {destination.reason ? reasonText(destination, i18n.language) : "–"}
        {destination.reason && (
          <Text size="xs" c="dimmed">
            {t("admin.forwardings.nextAttempt", { time: momentText(destination.next_attempt_at, i18n.language) })}
          </Text>
        )}
        <ProblemNote error={pause.error ?? sendDead.error} />
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          {(destination.dead > 0 || destination.reason) && (
            <Button size="compact-sm" variant="light" loading={sendDead.isPending} onClick={() => sendDead.mutate()}>
              {t(destination.dead > 0 ? "admin.forwardings.sendDead" : "admin.forwardings.tryNow")}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" loading={pause.isPending} onClick={() => pause.mutate()}>
            {t(destination.is_paused ? "admin.forwardings.resume" : "admin.forwardings.pause")}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onChange}>
            {t("common.edit")}
          </Button>
          <RemoveButton
            name={destination.name}
            onRemove={() =>
              keep(bodyOf(api.DELETE("/api/forwarding-destinations/{destination_id}", { params: { path } })))
            }
          />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
