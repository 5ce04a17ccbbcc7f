import { Button, Group, Modal, NativeSelect, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "../ui/ProblemNote";
import { useReturnFocus } from "../ui/useReturnFocus";
import { Contacts } from "./Contacts";
import { CRITICAL, type Finding, type Outcome, recordOutcome, type Way } from "./queries";

const OUTCOMES = ["confirmed_readback", "reached_no_readback", "unable_to_reach"] as const;
const WAYS: readonly Way[] = ["phone", "wechat", "dingtalk", "in_person", "other"];

/** How a call to the clinic went. */
export function OutcomeDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  useReturnFocus();
  const first = finding.contacts.find((each) => each.phone) ?? finding.contacts[0];
  const [said, setSaid] = useState<Outcome>({
    outcome: "confirmed_readback",
    to_name: first?.name ?? "",
    way: "phone",
    phone: first?.phone ?? "",
    read_back: "",
    note: "",
  });
  const put = (change: Partial<Outcome>) => setSaid({ ...said, ...change });
  const isReadBack = said.outcome === "confirmed_readback";
  const isReady = said.to_name.trim() !== "" && (!isReadBack || (said.read_back ?? "").trim() !== "");
  const send = useMutation({
    mutationFn: () => recordOutcome(finding.id, { ...said, read_back: isReadBack ? (said.read_back ?? "") : "" }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [CRITICAL] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) send.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={t("critical.outcomeTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack component="form" onSubmit={submit}>
        <Contacts contacts={finding.contacts} orderedBy={finding.ordered_by_name} />
        <Radio.Group
          label={t("critical.outcome")}
          value={said.outcome}
          onChange={(value) => put({ outcome: value as Outcome["outcome"] })}
        >
          <Stack gap={6} mt={4}>
            {OUTCOMES.map((each) => (
              <Radio key={each} value={each} label={t(`critical.state.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t("critical.toName")}
          required
          autoComplete="off"
          value={said.to_name}
          onChange={(event) => put({ to_name: event.currentTarget.value })}
        />
        <Group grow>
          <NativeSelect
            label={t("critical.by")}
            value={said.way}
            data={WAYS.map((way) => ({ value: way, label: t(`critical.way.${way}`) }))}
            onChange={(event) => put({ way: event.currentTarget.value as Way })}
          />
          <TextInput
            label={t("critical.phone")}
            autoComplete="off"
            value={said.phone ?? ""}
            onChange={(event) => put({ phone: event.currentTarget.value })}
          />
        </Group>
        {isReadBack && (
          <Textarea
            label={t("critical.readBack")}
            required
            autosize
            minRows={2}
            value={said.read_back ?? ""}
            onChange={(event) => put({ read_back: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t("critical.note")}
          value={said.note ?? ""}
          onChange={(event) => put({ note: event.currentTarget.value })}
        />
        <ProblemNote error={send.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={!isReady}>
            {t("critical.saveOutcome")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
