import { Badge, Card, Group, Image, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { momentText } from "../ui/time";
import { pictureAddress, type Question } from "./queries";

/** Questions and answers, the first first. */
export function Thread({ questions }: { questions: readonly Question[] }) {
  const { t } = useTranslation();
  if (questions.length === 0) return <Text c="dimmed">{t("asking.question.none")}</Text>;
  return (
    <Stack gap="xs" data-testid="questions">
      {questions.map((question) => (
        <Card key={question.id} withBorder p="sm">
          <Words
            role="asked"
            name={question.asked_by_name}
            at={question.asked_at}
            words={question.words}
            pictureId={question.picture_id}
          />
          {question.answer === null ? (
            <Group gap={6} mt={6}>
              <Badge color="orange" radius="sm">
                {t("asking.question.waiting")}
              </Badge>
              {question.does_pause && (
                <Badge color="grape" radius="sm">
                  {t("asking.question.pausing")}
                </Badge>
              )}
            </Group>
          ) : (
            <div style={{ borderLeft: "3px solid var(--mantine-color-teal-6)", paddingLeft: 10, marginTop: 8 }}>
              <Words
                role="answered"
                name={question.answer.answered_by_name}
                at={question.answer.answered_at}
                words={question.answer.words}
                pictureId={question.answer.picture_id}
              />
            </div>
          )}
        </Card>
      ))}
    </Stack>
  );
}

interface WordsProps {
  role: "asked" | "answered";
  name: string;
  at: string;
  words: string;
  pictureId: string | null;
}

export function Words({ role, name, at, words, pictureId }: WordsProps) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Text size="xs" c="dimmed">
        {t(`asking.question.${role}`, { name, time: momentText(at, i18n.language) })}
      </Text>
      {words && <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{words}</Text>}
      {pictureId !== null && (
        <a href={pictureAddress(pictureId)} target="_blank" rel="noreferrer">
          <Image src={pictureAddress(pictureId)} alt={t("asking.question.attached")} mah={320} w="auto" fit="contain" mt={4} />
        </a>
      )}
    </>
  );
}
