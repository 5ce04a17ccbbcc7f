import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import { momentText } from "../ui/time";
import { DeadLetters } from "./DeadLetters";
import { useUnheardCommitments } from "./forwarding";

const sendAgain = (id: string) =>
  bodyOf(api.POST("/api/commitment-reports/{commitment_id}/retry", { params: { path: { commitment_id: id } } }));

/** Devices that asked whether they may delete, and could not be told. */
export function UnheardCommitments() {
  const { t, i18n } = useTranslation();
  return (
    <DeadLetters
      title={t("admin.forwardings.reports")}
      none={t("admin.forwardings.noReports")}
      letters={useUnheardCommitments()}
      whose={(each) => ({
        name: (
          <>
            <bdi>{each.clinic_name}</bdi> {each.ae_title}
          </>
        ),
        more: (
          <>
            {t("admin.forwardings.asked")} {momentText(each.asked_at, i18n.language)} ·{" "}
            {t("admin.forwardings.instances", { count: each.instances })}
          </>
        ),
      })}
      why={(each) => each.detail}
      sendAgain={sendAgain}
    />
  );
}
