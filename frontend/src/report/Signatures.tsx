import { Anchor, Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ReportDetail, Signature } from "../api/types";
import { routes } from "../routes";
import { dateTimeText } from "../ui/time";
import classes from "./ReportPanel.module.css";

export function Signatures({ report }: { report: ReportDetail }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("report.signatures")}>
      <div className={classes.label}>{t("report.signatures")}</div>
      <Stack gap={4}>
        {report.signatures.map((signature) => (
          <SignatureRow key={`${signature.meaning}-${signature.signed_at}`} signature={signature} />
        ))}
        <Text size="sm" c="dimmed">
          {t("report.verificationCode")}{" "}
          <Anchor component={Link} to={routes.verify(report.verification_code)} ff="monospace" size="sm">
            {report.verification_code}
          </Anchor>
        </Text>
      </Stack>
    </section>
  );
}

function SignatureRow({ signature }: { signature: Signature }) {
  const { t, i18n } = useTranslation();
  return (
    <Group gap="sm">
      <Text size="sm" fw={600}>
        <bdi>{signature.signer_name}</bdi>
      </Text>
      <Text size="sm" c="dimmed">
        {t(`report.meaning.${signature.meaning}`)} · {dateTimeText(signature.signed_at, i18n.language)}
      </Text>
      <Badge size="sm" radius="sm" variant="light" color={signature.is_valid ? "teal" : "red"}>
        {t(signature.is_valid ? "report.signatureValid" : "report.signatureInvalid")}
      </Badge>
    </Group>
  );
}
