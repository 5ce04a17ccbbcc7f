import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Section } from "../ui/Section";
import { loadQuestions, questionsKey } from "./queries";
import { Thread } from "./Thread";

/** What was asked and answered before the report was written. */
export function ReportQuestions({ readingId }: { readingId: string }) {
  const { t } = useTranslation();
  const asked = useQuery({ queryKey: questionsKey(readingId), queryFn: () => loadQuestions(readingId) });
  if (!asked.data || asked.data.questions.length === 0) return null;
  return (
    <Section title={t("asking.question.title")}>
      <Thread questions={asked.data.questions} />
    </Section>
  );
}
