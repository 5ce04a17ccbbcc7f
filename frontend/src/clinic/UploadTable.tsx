import { Progress, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Outcome } from "./upload";
import type { Upload } from "./useUploads";

const MOST_ROWS = 300;
const COLOURS: Readonly<Record<Outcome, string>> = {
  stored: "teal.8",
  beside: "orange.8",
  doubtful: "orange.8",
  not_dicom: "dimmed",
  not_supported: "dimmed",
  no_identity: "red.8",
  unreadable: "red.8",
  failed: "red.8",
  spent: "red.8",
  unreachable: "red.8",
};

/** Each file with its progress and what became of it; of very many, those that are stored are only counted. */
export function UploadTable({ uploads }: { uploads: readonly Upload[] }) {
  const { t } = useTranslation();
  const shown = uploads.length > MOST_ROWS ? uploads.filter((each) => each.outcome !== "stored") : uploads;
  const rows = shown.slice(0, MOST_ROWS);
  return (
    <>
      <Table verticalSpacing={6} aria-label={t("clinic.upload.files")} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("clinic.upload.file")}</Table.Th>
            <Table.Th w={110}>{t("clinic.upload.size")}</Table.Th>
            <Table.Th w="45%">{t("clinic.upload.result")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>
                <Text size="sm" truncate title={each.source.name}>
                  <bdi>{each.source.name}</bdi>
                </Text>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{sizeText(each.source.size)}</Text>
              </Table.Td>
              <Table.Td>
                <Result upload={each} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length < uploads.length && (
        <Text size="sm" c="dimmed" p="sm">
          {t("clinic.upload.notListed", { count: uploads.length - rows.length })}
        </Text>
      )}
    </>
  );
}

function Result({ upload }: { upload: Upload }) {
  const { t } = useTranslation();
  if (upload.outcome) {
    return (
      <Text size="sm" c={COLOURS[upload.outcome]}>
        {t(`clinic.upload.outcome.${upload.outcome}`)}
      </Text>
    );
  }
  if (upload.state === "waiting") {
    return (
      <Text size="sm" c="dimmed">
        {t("clinic.upload.waiting")}
      </Text>
    );
  }
  return <Progress value={100 * upload.share} aria-label={upload.source.name} />;
}

/** A size as people say it: in KB below a megabyte. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
