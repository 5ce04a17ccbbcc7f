import { useTranslation } from "react-i18next";
import { isChinese } from "../i18n";
import { IconFile } from "../ui/icons";
import classes from "./viewer.module.css";

interface CannotShowProps {
  instanceId: string;
  /** Why, in the server's words; nothing where the kind itself is the reason. */
  reason?: { zh: string; en: string } | null;
}

/** What is not drawn says why, and how to get at it all the same. */
export function CannotShow({ instanceId, reason }: CannotShowProps) {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.message} role="note">
      <IconFile size={40} />
      <strong>{t("viewer.cannotShow")}</strong>
      {reason != null && <span>{isChinese(i18n.language) ? reason.zh : reason.en}</span>}
      <span>{t("viewer.cannotShowHint")}</span>
      <a href={originalOf(instanceId)} download>
        {t("viewer.download")}
      </a>
    </div>
  );
}

export function originalOf(instanceId: string): string {
  return `/api/instances/${instanceId}/original`;
}
