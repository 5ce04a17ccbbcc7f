import { Modal, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LIVE_MS } from "../api/queries";
import { Loaded } from "../ui/Loaded";
import { useReturnFocus } from "../ui/useReturnFocus";
import { ask, loadQuestions, questionsKey } from "./queries";
import { SayForm } from "./SayForm";
import { Thread } from "./Thread";

interface QuestionsDialogProps {
  readingId: string;
  /** The number of this window's hold, with which the reading can wait for the answer. */
  token: number | null;
  onClose: () => void;
}

/** What the clinic was asked, and the next question. */
export function QuestionsDialog({ readingId, token, onClose }: QuestionsDialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: questionsKey(readingId),
    queryFn: () => loadQuestions(readingId),
    refetchInterval: LIVE_MS,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("asking.question.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      size="lg"
    >
      <Loaded query={asked}>
        {({ questions, may_ask }) => (
          <Stack>
            <Thread questions={questions} />
            {may_ask && (
              <SayForm
                label={t("asking.question.words")}
                canPause={token !== null}
                onSay={async (said, pauses) => {
                  await ask(readingId, said, pauses ? token : null);
                  await queries.invalidateQueries({ queryKey: ["reading", readingId] });
                  void queries.invalidateQueries({ queryKey: ["readings"] });
                }}
              />
            )}
          </Stack>
        )}
      </Loaded>
    </Modal>
  );
}
