import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Modality } from "../api/types";
import { IconEcg, IconImage, IconUltrasound, IconXray } from "../ui/icons";

const ICONS = { xray: IconXray, ultrasound: IconUltrasound, ecg: IconEcg, other: IconImage } as const;

export function ModalityMark({ modality, bodyPart = "" }: { modality: Modality; bodyPart?: string }) {
  const { t } = useTranslation();
  const Icon = ICONS[modality];
  return (
    <Group gap={5} wrap="nowrap" miw={0} component="span">
      <Icon size={16} style={{ flex: "none" }} />
      <Text component="span" size="sm" truncate>
        {t(`common.modality.${modality}`)}
        {bodyPart && <bdi> {bodyPart}</bdi>}
      </Text>
    </Group>
  );
}
