import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageFrame } from "../ui/PageFrame";
import { Destinations } from "./Destinations";
import { FailedForwardings } from "./FailedForwardings";
import { RoutingRules } from "./RoutingRules";
import { UnheardCommitments } from "./UnheardCommitments";

/** What goes on to a PACS: where to, by which rule, how far it is, and what got no further. */
export function ForwardingsPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t("admin.forwardings.title")} width={1400}>
      <Stack>
        <Destinations />
        <FailedForwardings />
        <RoutingRules />
        <UnheardCommitments />
      </Stack>
    </PageFrame>
  );
}
