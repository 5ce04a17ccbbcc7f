import { Center, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useDocumentTitle } from "../ui/PageFrame";
import { Panes } from "../ui/Panes";
import { ReadingDesk } from "./ReadingDesk";
import { WorklistPanel } from "./WorklistPanel";

/** The specialist's page: worklist left, pictures centre, report right. */
export function ReadingPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  useDocumentTitle(t("worklist.title"));
  return (
    <Panes
      id="teleread.panes.reading"
      separators={[t("worklist.resizeList")]}
      panes={[
        {
          id: "worklist",
          label: t("worklist.list"),
          defaultSize: "20%",
          minSize: "250px",
          content: <WorklistPanel selected={id ?? null} />,
        },
        {
          id: "desk",
          label: t("nav.worklist"),
          defaultSize: "80%",
          minSize: "50%",
          content: id ? <ReadingDesk key={id} id={id} /> : <ChooseOne />,
        },
      ]}
    />
  );
}

function ChooseOne() {
  const { t } = useTranslation();
  return (
    <Center h="100%">
      <Stack gap={4} align="center">
        <Text fw={600}>{t("worklist.choose")}</Text>
        <Text c="dimmed" size="sm">
          {t("worklist.chooseHint")}
        </Text>
      </Stack>
    </Center>
  );
}
