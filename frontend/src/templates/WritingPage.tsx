import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageFrame } from "../ui/PageFrame";
import { Phrases } from "./Phrases";
import { Templates } from "./Templates";

/** Where departments keep their templates and phrases, and everybody their own. */
export function WritingPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t("nav.writing")}>
      <Stack>
        <Phrases />
        <Templates />
      </Stack>
    </PageFrame>
  );
}
