import { Anchor, Center, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import { useAccount } from "../account/session";
import { routes } from "../routes";
import { Loading } from "../ui/Loaded";
import { useDocumentTitle } from "../ui/PageFrame";
import { Panes } from "../ui/Panes";
import { useNarrow } from "../ui/useNarrow";
import { useRounds } from "./useRounds";
import { WorklistPanel } from "./WorklistPanel";
import { patiently } from "../ui/patiently";

/** Whoever only looks at the list needs none of it. */
const loadDesk = () => import("./ReadingDesk");
const ReadingDesk = lazy(() => patiently(loadDesk).then((module) => ({ default: module.ReadingDesk })));

/** The specialist's page: worklist left, pictures centre, report right. */
export function ReadingPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const account = useAccount();
  useDocumentTitle(t("worklist.title"));
  useEffect(haveViewerAtHand, []);
  useRounds();
  return (
    <Panes
      id={`teleread.panes.reading.${account.id}`}
      separators={[t("worklist.resizeList")]}
      narrowId={id ? "desk" : "worklist"}
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
          content: id ? (
            <>
              <BackToList />
              <Suspense fallback={<Loading />}>
                <ReadingDesk key={id} id={id} />
              </Suspense>
            </>
          ) : (
            <ChooseOne />
          ),
        },
      ]}
    />
  );
}

/** Whoever sees the list will open a picture: its code comes while they choose. */
function haveViewerAtHand(): void {
  void loadDesk();
  void patiently(() => import("../viewer/line/ready")).then(({ haveViewerReady }) => haveViewerReady());
}

/** The way back where the list does not stand beside what is read. */
function BackToList() {
  const { t } = useTranslation();
  const { search } = useLocation();
  if (!useNarrow()) return null;
  return (
    <Anchor component={Link} to={{ pathname: routes.worklist, search }} px="sm" py={6} size="sm">
      ← {t("worklist.list")}
    </Anchor>
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
