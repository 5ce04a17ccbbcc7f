import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../ui/FormDialog";
import { changePassword, SESSION_KEY } from "./session";

/** Another password for the person at this page; the server ends every login of theirs, so they log in anew. */
export function ChangePassword({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <FormDialog
      title={t("account.changePassword")}
      confirm={t("account.changePassword")}
      fields={[
        { name: "old_password", label: t("account.oldPassword"), kind: "password", isRequired: true },
        {
          name: "new_password",
          label: t("account.newPassword"),
          hint: t("account.changeHint"),
          kind: "password",
          isRequired: true,
        },
      ]}
      onSubmit={async ({ old_password = "", new_password = "" }) => {
        await changePassword({ old_password, new_password });
        queries.setQueryData(SESSION_KEY, null);
      }}
      onClose={onClose}
    />
  );
}
