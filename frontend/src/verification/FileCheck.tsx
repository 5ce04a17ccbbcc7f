import { Alert, FileButton, Button, Stack, Text } from "@mantine/core";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconAlert, IconCheck } from "../ui/icons";
import { sha256 } from "./sha256";
import { compared, type FileVerdict, LARGEST_FILE } from "./verification";

interface Checked {
  verdict: FileVerdict;
  name: string;
  fingerprint: string;
}

/** Compares a file with the one that was issued. It stays in the browser: only its fingerprint is made. */
export function FileCheck({ issued }: { issued: string }) {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<Checked | null>(null);

  async function check(file: File | null | undefined) {
    if (!file) return;
    if (file.size > LARGEST_FILE) return setChecked({ verdict: "tooLarge", name: file.name, fingerprint: "" });
    const fingerprint = await sha256(new Uint8Array(await file.arrayBuffer()));
    setChecked({ verdict: compared(fingerprint, issued), name: file.name, fingerprint });
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    void check(event.dataTransfer.files[0]);
  }

  return (
    <Stack gap="xs" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Text fw={600} size="sm">
        {t("report.verify.fileTitle")}
      </Text>
      <Text size="sm" c="dimmed">
        {t("report.verify.fileHint")}
      </Text>
      <FileButton onChange={(file) => void check(file)} accept="application/pdf">
        {(props) => (
          <Button variant="default" {...props}>
            {t("report.verify.chooseFile")}
          </Button>
        )}
      </FileButton>
      <div role="status">{checked && <CheckShown checked={checked} />}</div>
    </Stack>
  );
}

function CheckShown({ checked }: { checked: Checked }) {
  const { t } = useTranslation();
  const isSame = checked.verdict === "same";
  return (
    <Alert color={isSame ? "teal" : "red"} icon={isSame ? <IconCheck /> : <IconAlert />} p="sm">
      <Text fw={600}>{t(`report.verify.file.${checked.verdict}`)}</Text>
      <Text size="xs" style={{ overflowWrap: "anywhere" }}>
        <bdi>{checked.name}</bdi> {checked.fingerprint}
      </Text>
    </Alert>
  );
}
