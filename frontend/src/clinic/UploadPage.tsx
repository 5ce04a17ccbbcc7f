import { Button, Card, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { routes } from "../routes";
import { PageFrame } from "../ui/PageFrame";
import { filesDropped, sourcesOf } from "./sources";
import classes from "./UploadPage.module.css";
import { UploadTable } from "./UploadTable";
import { isRetriable, type Upload, useUploads } from "./useUploads";

/** Sends DICOM files, folders and archives of them to the archive, with what became of each file. */
export function UploadPage() {
  const { t } = useTranslation();
  const { uploads, add, tryAgain } = useUploads();
  const take = (files: readonly File[]) => void sourcesOf(files).then(add);
  return (
    <PageFrame
      title={t("clinic.upload.title")}
      actions={
        <Button component={Link} to={routes.studies} variant="default">
          {t("clinic.upload.toStudies")}
        </Button>
      }
    >
      <Stack>
        <DropArea onFiles={take} />
        {uploads.length > 0 && (
          <Card withBorder p={0}>
            <Standing uploads={uploads} onTryAgain={tryAgain} />
            <UploadTable uploads={uploads} />
          </Card>
        )}
      </Stack>
    </PageFrame>
  );
}

function DropArea({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation();
  const [isOver, setIsOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void filesDropped(event.dataTransfer.items).then(onFiles);
  };
  return (
    <div
      role="group"
      aria-label={t("clinic.upload.area")}
      className={classes.area}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Text fw={600}>{t("clinic.upload.drop")}</Text>
      <Text size="sm" c="dimmed">
        {t("clinic.upload.hint")}
      </Text>
      <Group justify="center" mt="sm">
        <FileButton onChange={onFiles} multiple>
          {(props) => <Button {...props}>{t("clinic.upload.chooseFiles")}</Button>}
        </FileButton>
        <Button variant="default" onClick={() => folder.current?.click()}>
          {t("clinic.upload.chooseFolder")}
        </Button>
        <input
          ref={folder}
          type="file"
          multiple
          hidden
          {...{ webkitdirectory: "" }}
          aria-label={t("clinic.upload.chooseFolder")}
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
      </Group>
    </div>
  );
}

function Standing({ uploads, onTryAgain }: { uploads: readonly Upload[]; onTryAgain: () => void }) {
  const { t } = useTranslation();
  const done = uploads.filter((each) => each.state === "done").length;
  const stored = uploads.filter((each) => each.outcome === "stored").length;
  const isUnderWay = done < uploads.length;
  useWarningBeforeLeaving(isUnderWay);
  return (
    <Stack gap={6} p="sm">
      <Group justify="space-between">
        <Text role="status" fw={600}>
          {t(isUnderWay ? "clinic.upload.underWay" : "clinic.upload.finished", { done, stored, count: uploads.length })}
        </Text>
        {uploads.some(isRetriable) && (
          <Button size="compact-sm" variant="default" onClick={onTryAgain}>
            {t("clinic.upload.tryAgain")}
          </Button>
        )}
      </Group>
      <Progress value={(100 * done) / uploads.length} aria-label={t("clinic.upload.progress")} />
    </Stack>
  );
}

function useWarningBeforeLeaving(isUnderWay: boolean): void {
  useEffect(() => {
    if (!isUnderWay) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isUnderWay]);
}
