import { Anchor, Badge, Group, Paper, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Feedback, Month, ReturnedText, Review } from "../api/types";
import { routes } from "../routes";
import { ModalityMark } from "../study/ModalityMark";
import { Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { dateTimeText } from "../ui/time";
import { loadFeedback, seeFeedback, shareOf } from "./change";
import { ReviewTold } from "./ReviewTold";

/** What reviewers made of an author's own texts: the difference, the returns, and the shares by month. */
export function FeedbackPage() {
  const { t } = useTranslation();
  const feedback = useQuery({ queryKey: ["feedback"], queryFn: loadFeedback });
  const hasUnseen = (feedback.data?.unseen ?? 0) > 0;
  useEffect(() => {
    if (hasUnseen) void seeFeedback().catch(() => undefined);
  }, [hasUnseen]);
  return <PageFrame title={t("signing.feedback.title")}>
    <Loaded query={feedback}>{(data) => <Told feedback={data} />}</Loaded>
  </PageFrame>;
}

function Told({ feedback }: { feedback: Feedback }) {
  const { t } = useTranslation();
  const { changes, returned, months } = feedback;
  if (months.length === 0) return <Text c="dimmed">{t("signing.feedback.nothing")}</Text>;
  return (
    <Stack>
      <Months months={months} />
      {changes.map((each) => (
        <ChangedText key={each.report_id} review={each} />
      ))}
      {returned.map((each) => (
        <Given key={`${each.reading_id}-${each.returned_at}`} returned={each} />
      ))}
    </Stack>
  );
}

function Months({ months }: { months: readonly Month[] }) {
  const { t } = useTranslation();
  const sizes = ["unchanged", "wording", "minor", "major"] as const;
  return (
    <Table withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("signing.feedback.month")}</Table.Th>
          <Table.Th>{t("signing.feedback.reviewed")}</Table.Th>
          {sizes.map((size) => (
            <Table.Th key={size}>{t(`signing.change.${size === "unchanged" ? "none" : size}`)}</Table.Th>
          ))}
          <Table.Th>{t("signing.feedback.returned")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {months.map((month) => (
          <Table.Tr key={month.month}>
            <Table.Td>{month.month}</Table.Td>
            <Table.Td>{month.reviewed}</Table.Td>
            {sizes.map((size) => (
              <Table.Td key={size}>
                {month[size]} ({shareOf(month[size], month.reviewed)})
              </Table.Td>
            ))}
            <Table.Td>{month.returned}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ChangedText({ review }: { review: Review }) {
  const { t, i18n } = useTranslation();
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs">
        <Group gap="sm">
          <ModalityMark modality={review.modality} bodyPart={review.body_part} />
          <Text size="sm">
            <bdi>{review.clinic_name}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            {t("signing.feedback.by", {
              name: review.reviewer_name,
              time: dateTimeText(review.reviewed_at, i18n.language),
            })}
          </Text>
          {review.is_new && <Badge radius="sm">{t("signing.feedback.new")}</Badge>}
          <Anchor component={Link} to={routes.report(review.report_id)} size="sm">
            {t("report.openSigned")}
          </Anchor>
        </Group>
        <ReviewTold review={review} />
      </Stack>
    </Paper>
  );
}

function Given({ returned }: { returned: ReturnedText }) {
  const { t, i18n } = useTranslation();
  return (
    <Paper withBorder p="sm">
      <Group gap="sm">
        <ModalityMark modality={returned.modality} bodyPart={returned.body_part} />
        <Text size="sm" c="dimmed">
          {t("report.returnedBy", {
            name: returned.reviewer_name,
            time: dateTimeText(returned.returned_at, i18n.language),
          })}
        </Text>
        <Badge color="orange" radius="sm" variant="light">
          {t(`signing.returned.${returned.code}`)}
        </Badge>
      </Group>
      <Text size="sm">
        <bdi>{returned.reason}</bdi>
      </Text>
    </Paper>
  );
}
