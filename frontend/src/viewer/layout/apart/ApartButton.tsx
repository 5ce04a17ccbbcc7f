import { useTranslation } from "react-i18next";
import { icon } from "../../icons";
import { ToolButton } from "../../ToolButton";
import shared from "../../viewer.module.css";
import type { Apart } from "./useApart";

const IconApart = icon(<path d="M10 5H5v14h14v-5M14 5h5v5M19 5l-8 8" />);

/** Opens a window of their own for the pictures, and says so when the browser did not. */
export function ApartButton({ apart }: { apart: Pick<Apart, "open" | "isBlocked"> }) {
  const { t } = useTranslation();
  return (
    <>
      <ToolButton label={t("layout.outOpen")} hint={t("layout.outHint")} onClick={apart.open}>
        <IconApart />
      </ToolButton>
      {apart.isBlocked && (
        <span className={shared.warning} role="alert">
          {t("layout.outBlocked")}
        </span>
      )}
    </>
  );
}
