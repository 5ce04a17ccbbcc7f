import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import { momentText } from "../ui/time";
import { DeadLetters } from "./DeadLetters";
import { reasonText, useFailedForwardings } from "./forwarding";

const sendAgain = (id: string) =>
  bodyOf(api.POST("/api/forwardings/{forwarding_id}/retry", { params: { path: { forwarding_id: id } } }));

/** What goes no further by itself, with its reason and another try. */
export function FailedForwardings() {
  const { t, i18n } = useTranslation();
  return (
    <DeadLetters
      title={t("admin.forwardings.failures")}
      none={t("admin.forwardings.noFailures")}
      letters={useFailedForwardings()}
      whose={(each) => ({
        name: (
          <>
            <bdi>{each.clinic_name}</bdi> {each.modality}
          </>
        ),
        more: (
          <>
            {momentText(each.queued_at, i18n.language)} · <bdi>{each.destination_name}</bdi>
          </>
        ),
      })}
      why={(each) => reasonText(each, i18n.language)}
      sendAgain={sendAgain}
    />
  );
}
