import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Point } from "./geometry";
import classes from "./marks.module.css";
import type { Question } from "./useDrawing";
import viewer from "./viewer.module.css";

interface AskProps {
  question: Question;
  at: Point;
  stage: { width: number; height: number };
  onAnswer: (given: { text: string; mm: number | null } | null) => void;
}

const LEAST_MM = 0.1;
const MOST_MM = 2000;

/** Asks for the words of an arrow or the length of what is known, beside what was drawn. */
export function Ask({ question, at, stage, onAnswer }: AskProps) {
  const { t } = useTranslation();
  const { changes } = question;
  const isLength = question.kind === "calibration";
  const [given, setGiven] = useState(isLength ? String(changes?.mm ?? "") : (changes?.text ?? ""));
  const mm = Number(given.replace(",", "."));
  const isGood = !isLength || (given.trim() !== "" && mm >= LEAST_MM && mm <= MOST_MM);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isGood) onAnswer(isLength ? { text: changes?.text ?? "", mm } : { text: given.trim(), mm: null });
  };
  const ofText = question.kind === "arrow" ? "viewer.arrowText" : "viewer.markName";
  const label = t(isLength ? "viewer.knownLength" : ofText);
  return (
    <form
      className={classes.question}
      style={{
        left: Math.max(Math.min(at.x, stage.width - 380), 4),
        top: Math.max(Math.min(at.y, stage.height - 60), 4),
      }}
      onSubmit={submit}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onAnswer(null);
      }}
    >
      <label htmlFor="viewer-question">{label}</label>
      <input
        id="viewer-question"
        autoFocus
        autoComplete="off"
        inputMode={isLength ? "decimal" : "text"}
        maxLength={80}
        value={given}
        aria-invalid={!isGood}
        onChange={(event) => setGiven(event.currentTarget.value)}
      />
      <button type="submit" className={viewer.tool} disabled={!isGood}>
        {t("viewer.accept")}
      </button>
      <button type="button" className={viewer.tool} onClick={() => onAnswer(null)}>
        {t("common.cancel")}
      </button>
    </form>
  );
}
