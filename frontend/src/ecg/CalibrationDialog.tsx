import { Button, Group, Modal, NumberInput, Slider, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./ecg.module.css";
import { CARD_WIDTH_MM } from "./screen-size";

interface CalibrationDialogProps {
  pxPerMm: number;
  isMeasured: boolean;
  /** False where what was measured cannot be. */
  onKeep: (bar: { px: number; mm: number }) => boolean;
  onForget: () => void;
  onClose: () => void;
}

const CARD_RATIO = 53.98 / 85.6;
const NARROWEST_PX = 120;
const WIDEST_PX = 1000;

/** Measures the screen against a card that everybody has, or with a ruler. */
export function CalibrationDialog({ pxPerMm, isMeasured, onKeep, onForget, onClose }: CalibrationDialogProps) {
  const { t } = useTranslation();
  const [px, setPx] = useState(Math.round(pxPerMm * CARD_WIDTH_MM));
  const [mm, setMm] = useState<number | string>(CARD_WIDTH_MM);
  const [isWrong, setWrong] = useState(false);
  const keep = () => {
    const isKept = onKeep({ px, mm: Number(mm) });
    setWrong(!isKept);
    if (isKept) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t("ecg.screen.title")} size="auto" centered>
      <Stack gap="sm" miw={460}>
        <Text size="sm" maw={560}>
          {t("ecg.screen.text")}
        </Text>
        <div className={classes.card} style={{ width: px, height: px * CARD_RATIO, boxSizing: "border-box" }}>
          {CARD_WIDTH_MM} mm
        </div>
        <Slider
          aria-label={t("ecg.screen.width")}
          min={NARROWEST_PX}
          max={WIDEST_PX}
          value={px}
          onChange={setPx}
          label={(value) => `${value} px`}
        />
        <NumberInput
          label={t("ecg.screen.ruler")}
          value={mm}
          onChange={setMm}
          decimalScale={1}
          step={0.5}
          maw={220}
          error={isWrong ? t("ecg.screen.wrong") : undefined}
        />
        <Text size="xs" c="dimmed" maw={560}>
          {t("ecg.screen.oneScreen")}
        </Text>
        <Group justify="space-between">
          <Button variant="subtle" color="red" disabled={!isMeasured} onClick={() => (onForget(), onClose())}>
            {t("ecg.screen.forget")}
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("ecg.screen.cancel")}
            </Button>
            <Button onClick={keep}>{t("ecg.screen.save")}</Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
