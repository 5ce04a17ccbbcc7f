import { Box, Card, Center, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { LanguageSwitch } from "../account/LanguageSwitch";
import type { Verification } from "../api/types";
import { IconAlert, IconCheck } from "../ui/icons";
import { Loaded } from "../ui/Loaded";
import { useDocumentTitle } from "../ui/PageFrame";
import { dateTimeText } from "../ui/time";
import { verifyCode } from "../report/queries";
import { FileCheck } from "./FileCheck";
import { sealWord, type Verdict, verdictOf } from "./verification";

const COLOURS: Record<Verdict, string> = {
  valid: "teal",
  superseded: "orange",
  recalled: "red",
  unknown: "gray",
  invalid: "red",
};

/** For whoever scans the code on a printed report. Nothing here is about the patient. */
export function VerifyPage() {
  const { t } = useTranslation();
  const { code = "" } = useParams();
  const verification = useQuery({ queryKey: ["verification", code], queryFn: () => verifyCode(code) });
  useDocumentTitle(t("report.verify.title"));
  return (
    <Box mih="100dvh" bg="brand.0">
      <Group justify="flex-end" p="sm">
        <LanguageSwitch />
      </Group>
      <Center p="md" component="main">
        <Card withBorder w={480} maw="100%" p="xl">
          <Title order={1} size="h4" ta="center" mb="md">
            {t("report.verify.title")}
          </Title>
          <Loaded query={verification}>{(found) => <VerdictShown verification={found} code={code} />}</Loaded>
          <Text size="xs" c="dimmed" ta="center" mt="lg">
            {t("report.verify.privacy")}
          </Text>
        </Card>
      </Center>
    </Box>
  );
}

function VerdictShown({ verification, code }: { verification: Verification; code: string }) {
  const { t, i18n } = useTranslation();
  const verdict = verdictOf(verification);
  const seal = sealWord(verification.seal);
  return (
    <Stack>
      <Stack align="center" gap={6} c={`${COLOURS[verdict]}.8`} role="status">
        {verdict === "valid" ? <IconCheck size={44} /> : <IconAlert size={44} />}
        <Text fz={26} fw={700}>
          {t(`report.verify.${verdict}`)}
        </Text>
      </Stack>
      <Text ta="center">{t(`report.verify.${verdict}Text`)}</Text>
      <Table variant="vertical" layout="fixed" fz="sm">
        <Table.Tbody>
          <Row label={t("report.verify.code")} value={code} />
          {verification.signed_at && (
            <Row label={t("report.verify.signedAt")} value={dateTimeText(verification.signed_at, i18n.language)} />
          )}
          {verification.version !== null && (
            <Row label={t("report.verify.version")} value={String(verification.version)} />
          )}
          {seal && <Row label={t("report.verify.seal")} value={t(`report.verify.sealed.${seal}`)} />}
          {verification.seal_subject && (
            <Row
              label={t("report.verify.certificate")}
              value={
                verification.seal_is_local
                  ? `${verification.seal_subject}（${t("report.verify.localCertificate")}）`
                  : `${verification.seal_subject} ← ${verification.seal_issuer}`
              }
            />
          )}
          {verification.sha256 && <Row label={t("report.verify.fingerprint")} value={verification.sha256} />}
        </Table.Tbody>
      </Table>
      {verification.sha256 && <FileCheck issued={verification.sha256} />}
    </Stack>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <Table.Tr>
      <Table.Th w={130}>{label}</Table.Th>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        <bdi>{value}</bdi>
      </Table.Td>
    </Table.Tr>
  );
}
