import { Alert, Button, Chip, Group, Modal, NativeSelect, Pill, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, type PointerEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadingDetail } from "../api/types";
import type { ReportText } from "../report/draft";
import type { Keeper } from "../report/keeper";
import { ProblemNote } from "../ui/ProblemNote";
import { useReturnFocus } from "../ui/useReturnFocus";
import type { Point } from "../viewer/geometry";
import { useEvidence } from "../viewer/evidence/context";
import { MarkedImage } from "../viewer/evidence/MarkedImage";
import { useDisplays } from "../viewer/evidence/queries";
import type { Measurement } from "../viewer/measurement";
import { boxOf, placeOn } from "./box";
import { loadReasons, placeOf, rejectReading, type RejectionReason } from "./queries";

const ROOM = { width: 560, height: 380 };
const MOST_MARKS = 20;

interface RejectDialogProps {
  reading: ReadingDetail;
  token: number;
  keeper: Keeper<ReportText> | null;
  onDone: () => void;
  onClose: () => void;
}

/** Why a study goes back, and where on the picture the clinic can see it. What was typed and drawn is saved first. */
export function RejectDialog({ reading, token, keeper, onDone, onClose }: RejectDialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const { desk, keeper: drawn } = useEvidence();
  const reasons = useQuery({ queryKey: ["rejection-reasons", reading.modality], queryFn: () => loadReasons(reading.modality) });
  const [reason, setReason] = useState<RejectionReason | null>(null);
  const [comment, setComment] = useState("");
  const [marks, setMarks] = useState<readonly Measurement[]>(() =>
    desk.marks
      .read()
      .filter((mark) => mark.kind !== "calibration")
      .slice(0, MOST_MARKS),
  );
  const send = useMutation({
    mutationFn: async (why: RejectionReason) => {
      await keeper?.flush();
      await drawn?.flush();
      await rejectReading(reading.id, {
        fencing_token: token,
        reason: why,
        comment: comment.trim(),
        marks: marks.map(placeOf),
      });
    },
    onSuccess: onDone,
  });
  const isReady = reason !== null && (reason !== "wrong_patient" || comment.trim() !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) send.mutate(reason);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("asking.reject.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      size={640}
      centered
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <div role="group" aria-label={t("asking.reject.reason")}>
            <Text size="sm" fw={600} mb={4}>
              {t("asking.reject.reason")}
            </Text>
            <Chip.Group value={reason ?? ""} onChange={(value) => setReason(value as RejectionReason)}>
              <Group gap={6}>
                {(reasons.data?.[0]?.reasons ?? []).map((each) => (
                  <Chip key={each} value={each} size="sm" color="red">
                    {t(`asking.reasons.${each}`)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </div>
          {reason === "wrong_patient" && (
            <Alert color="red" variant="light">
              {t("asking.reject.wrongPatientHint")}
            </Alert>
          )}
          <Textarea
            label={t("asking.reject.comment")}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
            required={reason === "wrong_patient"}
            maxLength={500}
            autosize
            minRows={2}
          />
          <Marking reading={reading} marks={marks} onChange={setMarks} />
          <ProblemNote error={reasons.error ?? send.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" color="red" loading={send.isPending} disabled={!isReady}>
              {t("asking.reject.confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface MarkingProps {
  reading: ReadingDetail;
  marks: readonly Measurement[];
  onChange: (marks: readonly Measurement[]) => void;
}

/** A picture on which a box can be dragged; an ECG's paper has none. */
function Marking({ reading, marks, onChange }: MarkingProps) {
  const { t } = useTranslation();
  const pictures = reading.studies
    .flatMap((study) => study.series)
    .flatMap((series) => series.instances)
    .filter(({ kind }) => kind === "image" || kind === "clip");
  const [shown, setShown] = useState(() => marks[0]?.instanceId ?? pictures[0]?.id ?? "");
  const [began, setBegan] = useState<Point | null>(null);
  const display = useDisplays(shown === "" ? [] : [shown]).get(shown);
  if (display === undefined || display.cannot_show !== null) return null;
  const frame = marks.find((mark) => mark.instanceId === shown)?.frame ?? 1;
  const here = (event: PointerEvent<HTMLDivElement>) =>
    placeOn(event.currentTarget.getBoundingClientRect(), display, event);
  const finish = (event: PointerEvent<HTMLDivElement>) => {
    const points = began === null ? null : boxOf(began, here(event), display);
    setBegan(null);
    if (points === null || marks.length >= MOST_MARKS) return;
    const id = Math.max(0, ...marks.map((mark) => mark.id)) + 1;
    onChange([...marks, { id, instanceId: shown, frame, kind: "rectangle", points, text: "", mm: null }]);
  };
  return (
    <Stack gap={4}>
      <Group justify="space-between" align="end">
        <Text size="sm" fw={600}>
          {t("asking.reject.marks")}
        </Text>
        {pictures.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={t("asking.reject.marks")}
            value={shown}
            data={pictures.map(({ id }, at) => ({ value: id, label: t("asking.reject.frame", { number: at + 1 }) }))}
            onChange={(event) => setShown(event.currentTarget.value)}
          />
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t("asking.reject.drawHint")}
      </Text>
      <div
        data-testid="marking"
        style={{ width: "fit-content", lineHeight: 0, cursor: "crosshair", touchAction: "none" }}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          setBegan(here(event));
        }}
        onPointerUp={finish}
        onPointerCancel={() => setBegan(null)}
      >
        <MarkedImage
          display={display}
          frame={frame}
          look={null}
          marks={marks.filter((mark) => mark.instanceId === shown && mark.frame === frame)}
          room={ROOM}
          label={t("asking.reject.marks")}
        />
      </div>
      <Group gap={4}>
        {marks.map((mark, at) => (
          <Pill
            key={mark.id}
            withRemoveButton
            removeButtonProps={{ "aria-label": t("asking.reject.removePlace", { number: at + 1 }), tabIndex: 0 }}
            onRemove={() => onChange(marks.filter((other) => other.id !== mark.id))}
          >
            {mark.text || t("asking.reject.place", { number: at + 1 })}
          </Pill>
        ))}
      </Group>
    </Stack>
  );
}
