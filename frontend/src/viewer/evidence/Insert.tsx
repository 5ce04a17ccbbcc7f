import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { insertIntoFindings, useCanInsert } from "../../report/insertion";

/** Writes a line into the findings; not there while nobody writes them. */
export function Insert({ text, name }: { text: string | null; name: string }) {
  const { t } = useTranslation();
  const canInsert = useCanInsert();
  if (!canInsert || text === null) return null;
  return (
    <Button
      size="compact-sm"
      variant="light"
      aria-label={t("evidence.insertOf", { name })}
      onClick={() => {
        if (insertIntoFindings(text)) notifications.show({ message: t("evidence.inserted"), color: "teal" });
      }}
    >
      {t("evidence.insert")}
    </Button>
  );
}
