import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReportDetail } from "../api/types";
import { sealWord } from "./verification";

/** The hospital's signature on the PDF: how much it proves, and whose it is. */
export function SealNote({ seal }: { seal: ReportDetail["seal"] }) {
  const { t } = useTranslation();
  const word = sealWord(seal?.level);
  if (!seal || !word) return null;
  return (
    <Text size="sm" c={word === "none" ? "orange.9" : "dimmed"}>
      {t(`report.verify.sealed.${word}`)}
      {seal.subject && (
        <>
          {" · "}
          <bdi>{seal.subject}</bdi>
          {seal.is_local && ` · ${t("report.verify.localCertificate")}`}
        </>
      )}
    </Text>
  );
}
