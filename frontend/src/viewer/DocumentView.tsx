import { useTranslation } from "react-i18next";
import { CannotShow, originalOf } from "./CannotShow";
import { PaneBars } from "./layout/PaneBars";
import { useDisplay } from "./queries";
import classes from "./viewer.module.css";

/** An encapsulated PDF, in the browser's own viewer. */
export function DocumentView({ instanceId, onShown }: { instanceId: string; onShown: (instanceId: string) => void }) {
  const { t } = useTranslation();
  const display = useDisplay(instanceId);
  const address = `/api/instances/${instanceId}/document`;
  if (display.data?.cannot_show != null) {
    return (
      <div className={classes.stage}>
        <CannotShow instanceId={instanceId} reason={display.data.cannot_show} />
      </div>
    );
  }
  return (
    <>
      <PaneBars>
        <div className={classes.bar}>
          <a className={classes.tool} href={address} target="_blank" rel="noreferrer">
            {t("viewer.openDocument")}
          </a>
          <a className={classes.tool} href={originalOf(instanceId)} download>
            {t("viewer.download")}
          </a>
        </div>
      </PaneBars>
      <div className={classes.stage}>
        <iframe
          className={classes.embedded}
          src={address}
          title={t("viewer.document")}
          onLoad={() => onShown(instanceId)}
        />
      </div>
    </>
  );
}
