import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { MarkedImage } from "../viewer/evidence/MarkedImage";
import { useDisplays } from "../viewer/evidence/queries";
import { measurementOf, type Place } from "./queries";

interface PlacesProps {
  marks: readonly Place[];
  room: { width: number; height: number };
}

/** The rejected pictures as the server draws them, each with what has to be better. */
export function Places({ marks, room }: PlacesProps) {
  const { t } = useTranslation();
  const frames = [...new Set(marks.map((mark) => `${mark.instance_id}/${mark.frame}`))];
  const displays = useDisplays(marks.map((mark) => mark.instance_id));
  return (
    <Stack gap="xs">
      {frames.map((key) => {
        const here = marks.filter((mark) => `${mark.instance_id}/${mark.frame}` === key);
        const display = displays.get(here[0]?.instance_id ?? "");
        if (display === undefined || display.cannot_show !== null) return null;
        return (
          <div key={key}>
            <MarkedImage
              display={display}
              frame={here[0]?.frame ?? 1}
              look={null}
              marks={here.map(measurementOf)}
              room={room}
              label={t("asking.retake.picture")}
            />
            {here.map((mark, at) => mark.text && <bdi key={at}>{mark.text}</bdi>)}
          </div>
        );
      })}
    </Stack>
  );
}
