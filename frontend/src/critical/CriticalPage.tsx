import { Button, SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LIVE_MS } from "../api/queries";
import { routes } from "../routes";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { FindingCard } from "./FindingCard";
import { listKey, loadFindings } from "./queries";

/** What is critical and open, and what was. */
export function CriticalPage() {
  const { t } = useTranslation();
  const [which, setWhich] = useState<"open" | "ended">("open");
  const findings = useQuery({
    queryKey: listKey(which),
    queryFn: () => loadFindings(which),
    refetchInterval: LIVE_MS,
  });
  return (
    <PageFrame
      title={t("critical.pageTitle")}
      width={1000}
      actions={
        <Button component={Link} to={routes.criticalHandover} variant="light">
          {t("critical.handover")}
        </Button>
      }
    >
      <SegmentedControl
        mb="md"
        aria-label={t("critical.pageTitle")}
        value={which}
        onChange={(value) => setWhich(value as "open" | "ended")}
        data={[
          { value: "open", label: t("critical.which.open") },
          { value: "ended", label: t("critical.which.ended") },
        ]}
      />
      <Loaded query={findings}>
        {(found) =>
          found.length === 0 ? (
            <Empty text={t("critical.nothing")} />
          ) : (
            <Stack>
              {found.map((finding) => (
                <FindingCard key={finding.id} finding={finding} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </PageFrame>
  );
}
