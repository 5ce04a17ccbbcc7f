import { Box, Center, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import { onLoggedOut } from "../api/client";
import type { Role } from "../api/types";
import { forgetOld } from "../report/copies";
import { TEXT } from "../report/draft";
import { Loading } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { patiently } from "../ui/patiently";
import { EVIDENCE } from "../viewer/evidence/evidence";
import { Header } from "./Header";
import { LoginPage } from "./LoginPage";
import classes from "./Shell.module.css";
import { hasRole, SESSION_KEY, useAccount, useSession } from "./session";

const CriticalBanner = lazy(() =>
  patiently(() => import("../critical/CriticalBanner")).then((module) => ({ default: module.CriticalBanner })),
);

/** Everything behind the login; bare, it has no header. The address stays as it was, so that a person lands where they meant to go. */
export function Shell({ isBare = false }: { isBare?: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const [hasEnded, setHasEnded] = useState(false);

  useEffect(() => forgetOld([TEXT.prefix, EVIDENCE.prefix], localStorage, Date.now()), []);
  useEffect(() => {
    onLoggedOut(() => {
      setHasEnded(true);
      queries.setQueryData(SESSION_KEY, null);
    });
  }, [queries]);

  if (session.data === undefined) {
    return session.isError ? (
      <Box p="xl">
        <ProblemNote error={session.error} onRetry={() => void session.refetch()} />
      </Box>
    ) : (
      <Loading />
    );
  }
  if (session.data === null) return <LoginPage hasEnded={hasEnded} />;
  return (
    <div className={classes.shell}>
      {!isBare && (
        <>
          <a href="#main" className={classes.skip}>
            {t("common.skipToContent")}
          </a>
          <Header account={session.data.account} />
          {session.data.account.clinic_id !== null && (
            <Suspense fallback={null}>
              <CriticalBanner />
            </Suspense>
          )}
        </>
      )}
      <main id="main" tabIndex={-1} className={classes.main}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

/** Pages of some roles only. The server refuses as well; this says so before anything fails. */
export function OnlyFor({ roles }: { roles: Role[] }) {
  const { t } = useTranslation();
  const account = useAccount();
  if (hasRole(account, ...roles)) return <Outlet />;
  return (
    <Center p="xl">
      <Text>{t("account.forbiddenPage")}</Text>
    </Center>
  );
}
