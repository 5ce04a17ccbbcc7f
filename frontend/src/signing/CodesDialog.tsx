import { Button, Code, Group, Image, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { SESSION_KEY, useSession } from "../account/session";
import type { Enrolment } from "../api/types";
import { ProblemNote } from "../ui/ProblemNote";
import { useReturnFocus } from "../ui/useReturnFocus";
import { beginCodes, confirmCodes, grouped, removeCodes } from "./codes";
import { factorOf } from "./factor";

/** A person sets up the phone that makes their codes, or does away with it. */
export function CodesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isSetUp = useSession().data?.has_codes ?? false;
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  useReturnFocus();
  const done = (message: string) => {
    notifications.show({ message, color: "teal" });
    void queries.invalidateQueries({ queryKey: SESSION_KEY });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={t("signing.codes.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {enrolment ? (
        <FirstCode enrolment={enrolment} onDone={() => done(t("signing.codes.done"))} />
      ) : (
        <Stack>
          <Text size="sm">{t(isSetUp ? "signing.codes.on" : "signing.codes.what")}</Text>
          {isSetUp && <Text size="sm">{t("signing.codes.lost")}</Text>}
          {isSetUp ? (
            <Asking
              key="remove"
              label={t("signing.codes.ownPassword")}
              confirm={t("signing.codes.remove")}
              act={removeCodes}
              onDone={() => done(t("signing.codes.removed"))}
            />
          ) : (
            <Asking
              key="begin"
              label={t("signing.codes.ownPassword")}
              confirm={t("signing.codes.begin")}
              act={beginCodes}
              onDone={setEnrolment}
            />
          )}
        </Stack>
      )}
    </Modal>
  );
}

function FirstCode({ enrolment, onDone }: { enrolment: Enrolment; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Text size="sm">{t("signing.codes.scan")}</Text>
      <Image src={enrolment.picture} alt={t("signing.codes.picture")} w={220} h={220} mx="auto" />
      <Text size="sm">
        {t("signing.codes.secret")} <Code fz="sm">{grouped(enrolment.secret)}</Code>
      </Text>
      <Asking
        isCode
        label={t("signing.codes.first")}
        confirm={t("signing.codes.confirm")}
        act={(typed) => confirmCodes(typed.replace(/\s/g, ""))}
        onDone={onDone}
      />
    </Stack>
  );
}

interface AskingProps<T> {
  label: string;
  confirm: string;
  isCode?: boolean;
  act: (typed: string) => Promise<T>;
  onDone: (answer: T) => void;
}

/** One field and one button. */
function Asking<T>({ label, confirm, isCode = false, act, onDone }: AskingProps<T>) {
  const [typed, setTyped] = useState("");
  const asking = useMutation({ mutationFn: () => act(typed), onSuccess: onDone, onError: () => setTyped("") });
  const isReady = factorOf(isCode ? "totp" : "password", typed) !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !asking.isPending) asking.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={label}
          type={isCode ? "text" : "password"}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete={isCode ? "one-time-code" : "current-password"}
          {...(isCode ? { inputMode: "numeric", maxLength: 9 } : {})}
          data-autofocus
          autoFocus
          required
          withAsterisk={false}
        />
        <ProblemNote error={asking.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={asking.isPending} disabled={!isReady}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
