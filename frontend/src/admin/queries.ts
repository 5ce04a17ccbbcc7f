import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import { LIVE_MS } from "../api/queries";
import type { Readiness } from "../api/types";

const TRIAL_MS = 1000;

/** All that an administrator keeps lies under one key: a change to one list may change what another may say. */
const kept = <T>(name: string, load: () => Promise<T>) => ({ queryKey: ["kept", name], queryFn: load });

export const useClinics = () => useQuery(kept("clinics", () => bodyOf(api.GET("/api/clinics"))));
export const useSites = () => useQuery(kept("sites", () => bodyOf(api.GET("/api/sites"))));
export const useSiteCertificates = () =>
  useQuery(kept("certificates", () => bodyOf(api.GET("/api/site-certificates"))));
export const useAEs = () => useQuery(kept("aes", () => bodyOf(api.GET("/api/aes"))));
export const useDepartments = () => useQuery(kept("departments", () => bodyOf(api.GET("/api/departments"))));
export const usePartnerships = () => useQuery(kept("partnerships", () => bodyOf(api.GET("/api/partnerships"))));
export const useTerms = () => useQuery(kept("terms", () => bodyOf(api.GET("/api/terms"))));
/** Asked for again while a worker tries one. */
export const useReturnRoutes = () =>
  useQuery({
    ...kept("routes", () => bodyOf(api.GET("/api/return-routes"))),
    refetchInterval: ({ state }) =>
      state.data?.some((route) => route.trial !== null && route.trial.ended_at === null) ? TRIAL_MS : false,
  });
export const useReturnRouteKinds = () =>
  useQuery(kept("route-kinds", () => bodyOf(api.GET("/api/return-route-kinds"))));
export const usePeople = () => useQuery(kept("people", () => bodyOf(api.GET("/api/accounts"))));
export const useCredentials = () => useQuery(kept("credentials", () => bodyOf(api.GET("/api/credentials"))));
export const useDuties = () => useQuery(kept("duties", () => bodyOf(api.GET("/api/duties"))));

export const useRetentionRules = () =>
  useQuery(kept("retention-rules", () => bodyOf(api.GET("/api/retention-rules"))));
export const useDue = () => useQuery(kept("due", () => bodyOf(api.GET("/api/retention/due"))));
export const useStudyHolds = () => useQuery(kept("study-holds", () => bodyOf(api.GET("/api/study-holds"))));
export const useAgedStudy = (id: string) =>
  useQuery(
    kept(`study ${id}`, () =>
      bodyOf(api.GET("/api/studies/{study_id}/retention", { params: { path: { study_id: id } } })),
    ),
  );
/** What a worker moves on is asked for again and again. */
export const useDeletions = () =>
  useQuery({ ...kept("deletions", () => bodyOf(api.GET("/api/deletions"))), refetchInterval: LIVE_MS });
export const useKeeping = () =>
  useQuery({ ...kept("keeping", () => bodyOf(api.GET("/api/keeping"))), refetchInterval: LIVE_MS });

/** An answer that says what fails is an answer too. */
export const useReadiness = () =>
  useQuery({
    queryKey: ["readiness"],
    queryFn: async () => {
      const { data, error } = await api.GET("/readyz");
      if (data) return data;
      if (error && "gateway" in error) return error as Readiness;
      throw new Error("no answer to readyz");
    },
    refetchInterval: 30_000,
  });

/** Waits for a change, reads the lists again and says that it is done. */
export function useKeep() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return async <T>(change: Promise<T>): Promise<T> => {
    const result = await change;
    await queries.invalidateQueries({ queryKey: ["kept"] });
    notifications.show({ message: t("admin.saved"), color: "teal" });
    return result;
  };
}
