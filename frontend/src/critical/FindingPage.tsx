import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { LIVE_MS } from "../api/queries";
import { Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { FindingCard } from "./FindingCard";
import { findingKey, loadFinding } from "./queries";

/** One finding with everything that was done; where the link of a notice leads. */
export function FindingPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const finding = useQuery({ queryKey: findingKey(id), queryFn: () => loadFinding(id), refetchInterval: LIVE_MS });
  return (
    <PageFrame title={t("critical.title")} width={900}>
      <Loaded query={finding}>{(found) => <FindingCard finding={found} isPlain />}</Loaded>
    </PageFrame>
  );
}
