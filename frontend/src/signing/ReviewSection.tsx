import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Review } from "../api/types";
import { Section } from "../ui/Section";
import { ReviewTold } from "./ReviewTold";

/** On a report's page: what its reviewer changed. Only the hospital's people are sent it. */
export function ReviewSection({ review }: { review: Review }) {
  const { t } = useTranslation();
  return (
    <Section title={t("signing.feedback.review")}>
      <Stack gap="xs">
        <ReviewTold review={review} />
      </Stack>
    </Section>
  );
}
