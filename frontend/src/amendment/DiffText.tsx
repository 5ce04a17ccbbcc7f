import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { diffOf } from "./diff";
import classes from "./amendment.module.css";

interface DiffTextProps {
  label: string;
  before: string;
  after: string;
}

/** What was taken out is struck through and what was put in is underlined: no colour alone says it. */
export function DiffText({ label, before, after }: DiffTextProps) {
  const { t } = useTranslation();
  const pieces = useMemo(() => diffOf(before, after), [before, after]);
  if (before === after) return null;
  return (
    <section aria-label={t("amendment.changed", { what: label })}>
      <div className={classes.label}>{t("amendment.changed", { what: label })}</div>
      <div className={classes.diff}>
        {pieces.map((piece, index) =>
          piece.kind === "same" ? (
            <span key={index}>{piece.text}</span>
          ) : piece.kind === "old" ? (
            <del key={index}>{piece.text}</del>
          ) : (
            <ins key={index}>{piece.text}</ins>
          ),
        )}
      </div>
    </section>
  );
}
