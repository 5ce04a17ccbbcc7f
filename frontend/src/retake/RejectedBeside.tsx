import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Loaded } from "../ui/Loaded";
import { MarkedImage } from "../viewer/evidence/MarkedImage";
import { useDisplays } from "../viewer/evidence/queries";
import { loadRejection, measurementOf } from "./queries";

const ROOM = { width: 700, height: 480 };

/** A retake says of what, and shows the rejected pictures with their marks. */
export function RejectedBeside({ of }: { of: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const rejection = useQuery({ queryKey: ["rejection", of], queryFn: () => loadRejection(of) });
  if (rejection.data === undefined) return null;
  const { reason, comment } = rejection.data;
  const why = [t(`asking.reasons.${reason}`), comment].filter(Boolean).join(": ");
  return (
    <Alert color="orange" variant="light" radius={0} py={6} px="sm" data-testid="retake-of">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          <b>{t("asking.retake.ofTitle")}</b> {t("asking.retake.ofText", { reason: why })}
        </Text>
        <Button size="compact-sm" color="orange" variant="light" onClick={() => setOpen(true)}>
          {t("asking.retake.show")}
        </Button>
      </Group>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("asking.retake.show")}
        closeButtonProps={{ "aria-label": t("common.close") }}
        size={780}
      >
        <Loaded query={rejection}>{() => <Pictures of={of} />}</Loaded>
      </Modal>
    </Alert>
  );
}

function Pictures({ of }: { of: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["rejection", of], queryFn: () => loadRejection(of) });
  const ids = (data?.studies ?? []).flatMap((study) =>
    study.series.flatMap((series) => series.instances.map((one) => one.id)),
  );
  const displays = useDisplays(ids);
  if (data === undefined) return null;
  return (
    <Stack>
      <Text>{data.comment || t(`asking.reasons.${data.reason}`)}</Text>
      {data.reason === "wrong_patient" && <Alert color="red">{t("asking.retake.strangers")}</Alert>}
      {ids.map((id) => {
        const display = displays.get(id);
        const marks = data.marks.filter((mark) => mark.instance_id === id);
        if (display === undefined || display.cannot_show !== null || display.kind === "ecg") return null;
        return (
          <MarkedImage
            key={id}
            display={display}
            frame={marks[0]?.frame ?? 1}
            look={null}
            marks={marks.map(measurementOf)}
            room={ROOM}
            label={t("asking.retake.picture")}
          />
        );
      })}
    </Stack>
  );
}
