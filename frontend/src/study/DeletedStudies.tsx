import { Alert, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DeletedStudy } from "../api/types";
import { secondText } from "../ui/time";

/** Says of a Reading whose pictures are gone that two persons deleted them, when and why. */
export function DeletedStudies({ deleted }: { deleted: readonly DeletedStudy[] }) {
  const { t, i18n } = useTranslation();
  if (deleted.length === 0) return null;
  return (
    <Alert color="gray" title={t("admin.retention.deletedHere")} m="xs">
      {deleted.map((study) => (
        <Text size="sm" key={study.study_instance_uid}>
          {t("admin.retention.deletedWhy", {
            reason: t(`admin.retention.reason.${study.reason}`),
            at: secondText(study.deleted_at, i18n.language),
            one: study.proposed_by_name,
            other: study.approved_by_name,
            count: study.objects,
          })}
          {study.note && <bdi>{t("admin.retention.deletedNote", { note: study.note })}</bdi>}
        </Text>
      ))}
    </Alert>
  );
}
