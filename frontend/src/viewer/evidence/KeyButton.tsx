import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { shownKey } from "../keys";
import { icon } from "../icons";
import { ToolButton } from "../ToolButton";
import { useEvidence, useKeyImages } from "./context";
import { isOf } from "./keyImages";

const STAR = <path d="m12 3.500 2.700 5.500 6 .9-4.350 4.250 1 6L12 17.300l-5.350 2.850 1-6L3.300 9.900l6-.9Z" />;
const IconStar = icon(STAR);
const IconStarred = icon(STAR, true);

/** Chooses the frame before the reader as a key image, or no longer. */
export function KeyButton({
  shown,
  onToggle,
}: {
  shown: { instanceId: string; frame: number } | null;
  onToggle: () => void;
}) {
  const { t } = useTranslation();
  const { desk, keeper } = useEvidence();
  const all = useKeyImages();
  useSyncExternalStore(keeper?.subscribe ?? NOTHING, () => keeper?.view().state ?? null);
  const isKey = shown !== null && all.some((one) => isOf(one, shown.instanceId, shown.frame));
  const isOpen = shown !== null && keeper !== null && desk.belongs(shown.instanceId);
  return (
    <ToolButton
      label={t("viewer.keyImage")}
      hint={t(isOpen ? (isKey ? "evidence.unstar" : "evidence.starHint") : "evidence.cannotStar")}
      keys={shownKey("keyImage")}
      isOn={isKey}
      isDisabled={!isOpen}
      onClick={onToggle}
    >
      {isKey ? <IconStarred /> : <IconStar />}
    </ToolButton>
  );
}

const NOTHING = () => () => undefined;

/** How many frames of an Instance are key images. */
export function useStars(instanceId: string): number {
  return useKeyImages().filter((one) => one.instanceId === instanceId).length;
}

/** Says on the small picture of an Instance that it, or a frame of it, is a key image. */
export function StripStar({ count, className }: { count: number; className: string | undefined }) {
  if (count === 0) return null;
  return (
    <span className={className} aria-hidden="true" data-testid="strip-star">
      ★{count > 1 ? count : ""}
    </span>
  );
}
