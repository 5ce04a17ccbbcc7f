import { Button, Card, Stack } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { hasRole, useAccount } from "../account/session";
import { LIVE_MS } from "../api/queries";
import type { StudySearch } from "../api/types";
import { routes } from "../routes";
import { Empty, Loading } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { ProblemNote } from "../ui/ProblemNote";
import { loadStudies, nextPage, searchStudies } from "./queries";
import { StudySearchForm } from "./StudySearchForm";
import { StudyTable } from "./StudyTable";

/** Where each study of the clinic stands, newest first. */
export function StudiesPage() {
  const { t } = useTranslation();
  const account = useAccount();
  const [search, setSearch] = useState<Partial<StudySearch> | null>(null);
  return (
    <PageFrame
      title={t("study.title")}
      width={1400}
      actions={
        hasRole(account, "technician", "township_doctor") && (
          <>
            {hasRole(account, "technician") && (
              <Button component={Link} to={routes.upload} variant="default">
                {t("clinic.upload.title")}
              </Button>
            )}
            <Button component={Link} to={routes.order}>
              {t("clinic.order.new")}
            </Button>
          </>
        )
      }
    >
      <Stack gap="sm">
        <StudySearchForm onSearch={setSearch} />
        <Card withBorder p={0}>
          {search === null ? <Newest /> : <Found search={search} />}
        </Card>
      </Stack>
    </PageFrame>
  );
}

function Newest() {
  const { t } = useTranslation();
  const studies = useInfiniteQuery({
    queryKey: ["studies"],
    queryFn: ({ pageParam }) => loadStudies(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextPage,
    refetchInterval: LIVE_MS,
  });
  const rows = studies.data?.pages.flat() ?? [];
  if (studies.isPending) return <Loading />;
  if (rows.length === 0 && studies.isError) return <ProblemNote error={studies.error} />;
  if (rows.length === 0) return <Empty text={t("study.empty")} hint={t("study.emptyHint")} />;
  return (
    <>
      <StudyTable studies={rows} />
      {studies.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={studies.isFetchingNextPage}
          onClick={() => void studies.fetchNextPage()}
        >
          {t("common.more")}
        </Button>
      )}
    </>
  );
}

function Found({ search }: { search: Partial<StudySearch> }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["studies", "search", search], queryFn: () => searchStudies(search) });
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Loading />;
  if (found.data.length === 0) return <Empty text={t("study.nothingFound")} />;
  return <StudyTable studies={found.data} />;
}
