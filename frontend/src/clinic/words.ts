import { useTranslation } from "react-i18next";
import { zh } from "../i18n/zh";

type Kind = keyof typeof zh.clinic.tasks.kind;
type Choice = keyof typeof zh.clinic.tasks.choice;

/** What the server calls by a code, in words. A code newer than this page is shown as it is. */
export function useKindText(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => (kind in zh.clinic.tasks.kind ? t(`clinic.tasks.kind.${kind as Kind}`) : kind);
}

export function useChoiceText(): (choice: string) => string {
  const { t } = useTranslation();
  return (choice) => (choice in zh.clinic.tasks.choice ? t(`clinic.tasks.choice.${choice as Choice}`) : choice);
}
