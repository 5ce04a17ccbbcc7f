import { Button, FileInput, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Template } from "../api/types";
import { ProblemNote } from "../ui/ProblemNote";
import { useReturnFocus } from "../ui/useReturnFocus";
import { type Filled } from "./fill";
import { FormFields } from "./FormFields";
import { useKeep } from "./queries";
import classes from "./templates.module.css";

const ANYBODY = { sex: "", ageYears: null };

/** A template as its file: brought or changed, checked by the server, tried out, and kept. */
export function TemplateFileDialog({ initial, onClose }: { initial: string; onClose: () => void }) {
  const { t } = useTranslation();
  useReturnFocus();
  const keep = useKeep();
  const [content, setContent] = useState(initial);
  const check = useMutation({ mutationFn: () => bodyOf(api.POST("/api/templates/check", { body: { content } })) });
  const save = useMutation({
    mutationFn: () => keep(bodyOf(api.POST("/api/templates", { body: { content } }))),
    onSuccess: ({ version }) => {
      notifications.show({ message: t("writing.page.saved", { version }), color: "teal" });
      onClose();
    },
  });
  const change = (text: string) => {
    setContent(text);
    check.reset();
    save.reset();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={900}
      title={t("writing.page.file")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack>
        <FileInput
          label={t("writing.page.bring")}
          accept=".json,application/json"
          onChange={(file) => void file?.text().then(change)}
        />
        <Textarea
          className={classes.content ?? ""}
          label={t("writing.page.file")}
          rows={16}
          spellCheck={false}
          value={content}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <ProblemNote error={save.error ?? check.error} />
        {check.data && <Preview template={check.data} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button variant="light" loading={check.isPending} onClick={() => check.mutate()}>
            {t("writing.page.check")}
          </Button>
          <Button loading={save.isPending} disabled={content.trim() === ""} onClick={() => save.mutate()}>
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Preview({ template }: { template: Template }) {
  const { t } = useTranslation();
  const [filled, setFilled] = useState<Filled>({});
  return (
    <div>
      <Text size="sm" c="teal.9" role="status">
        {t("writing.page.sound")}
      </Text>
      <FormFields template={template} filled={filled} subject={ANYBODY} onChange={setFilled} />
    </div>
  );
}
