import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../ui/FormDialog";
import { askOpinion, loadInvitable } from "./queries";

/** Who shall look again, and whether they may see what was said. */
export function AskDialog({ readingId, onClose }: { readingId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const invitable = useQuery({ queryKey: ["invitable", readingId], queryFn: () => loadInvitable(readingId) });
  if (invitable.data === undefined) return null;
  return (
    <FormDialog
      title={t("asking.opinion.ask")}
      confirm={t("asking.opinion.confirm")}
      fields={[
        {
          name: "kind",
          label: t("asking.opinion.askKind"),
          kind: "choice",
          options: (["invited", "blinded"] as const).map((value) => ({ value, label: t(`asking.opinion.kind.${value}`) })),
        },
        {
          name: "invitee",
          label: t("asking.opinion.invitee"),
          kind: "choice",
          options: [
            { value: "", label: t("asking.opinion.anyone") },
            ...invitable.data.map(({ account_id, name }) => ({ value: account_id, label: name })),
          ],
        },
        { name: "question", label: t("asking.opinion.askQuestion") },
        { name: "home", label: t("asking.opinion.home"), kind: "switch" },
      ]}
      onSubmit={async ({ kind, invitee, question, home }) => {
        await askOpinion(readingId, {
          kind: kind === "blinded" ? "blinded" : "invited",
          invitee_id: invitee || null,
          question: question ?? "",
          does_go_home: home === "on",
        });
        notifications.show({ message: t("asking.opinion.made"), color: "teal" });
        await queries.invalidateQueries({ queryKey: ["reading", readingId] });
      }}
      onClose={onClose}
    />
  );
}
