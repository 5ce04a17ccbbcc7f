import { Anchor, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ReportDetail } from "../api/types";
import { routes } from "../routes";
import { momentText } from "../ui/time";

/** Every version stays readable; which one this is, and which the clinic goes by, is said. */
export function Versions({ report }: { report: ReportDetail }) {
  const { t, i18n } = useTranslation();
  if (report.versions.length < 2) return null;
  return (
    <section aria-label={t("amendment.versions")}>
      <Text size="xs" fw={600} c="gray.7">
        {t("amendment.versions")}
      </Text>
      {report.versions.toReversed().map((each) => (
        <Group key={each.id} gap="xs">
          {each.id === report.id ? (
            <Text size="sm" fw={700} aria-current="page">
              {t("report.version", { version: each.version })}
            </Text>
          ) : (
            <Anchor component={Link} to={routes.report(each.id)} size="sm">
              {t("report.version", { version: each.version })}
            </Anchor>
          )}
          <Text size="sm" c="gray.7">
            {t(`amendment.kindOf.${each.kind}`)} · {momentText(each.signed_at, i18n.language)}
          </Text>
        </Group>
      ))}
    </section>
  );
}
