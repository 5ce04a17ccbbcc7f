import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconEcg, IconFile, IconImage } from "../ui/icons";
import { StripStar, useStars } from "./evidence/KeyButton";
import { dragInstance } from "./layout/dragging";
import layout from "./layout/layout.module.css";
import { useMiniature } from "./line/useMiniature";
import { bySeries, type Sheet } from "./sheets";
import classes from "./viewer.module.css";

interface StripProps {
  sheets: readonly Sheet[];
  current: Sheet | undefined;
  /** What stands in the panes. */
  shown: ReadonlySet<string>;
  /** Written before the series of an earlier study. */
  prior?: string;
  onChoose: (sheet: Sheet) => void;
}

/** Every series with a small picture of each Instance, to see at once what there is and to go there. */
export function Strip({ sheets, current, shown, prior, onChoose }: StripProps) {
  const { t } = useTranslation();
  return (
    <nav className={classes.strip} aria-label={prior ?? t("viewer.pictures")} data-prior={prior !== undefined || undefined}>
      {bySeries(sheets).map((group) => (
        <div key={group[0]!.series.id} className={classes.group}>
          <GroupName sheet={group[0]!} count={group.length} prior={prior} />
          <div className={classes.thumbnails}>
            {group.map((sheet) => (
              <Thumbnail
                key={sheet.instance.id}
                sheet={sheet}
                isCurrent={sheet === current}
                isShown={shown.has(sheet.instance.id)}
                onChoose={onChoose}
              />
            ))}
          </div>
        </div>
      ))}
    </nav>
  );
}

function GroupName({ sheet, count, prior }: { sheet: Sheet; count: number; prior: string | undefined }) {
  const { series } = sheet;
  const name = [series.modality, series.body_part_examined, series.laterality, series.series_description]
    .filter(Boolean)
    .join(" ");
  return (
    <span className={classes.groupName} title={name}>
      {prior !== undefined && <strong className={layout.priorWord}>{prior} </strong>}
      {name} · {count}
    </span>
  );
}

interface ThumbnailProps {
  sheet: Sheet;
  isCurrent: boolean;
  isShown: boolean;
  onChoose: (sheet: Sheet) => void;
}

function Thumbnail({ sheet, isCurrent, isShown, onChoose }: ThumbnailProps) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const { instance, series, number } = sheet;
  const stars = useStars(instance.id);
  const label = t("viewer.thumbnail", { modality: series.modality, series: series.series_number ?? "–", number });
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isCurrent]);
  return (
    <button
      ref={button}
      type="button"
      className={classes.thumbnail}
      data-instance={instance.id}
      aria-current={isCurrent}
      aria-label={stars > 0 ? `${label}, ${t("evidence.isKey")}` : label}
      data-shown={isShown || undefined}
      draggable
      onDragStart={(event) => dragInstance(event, instance.id)}
      onClick={() => onChoose(sheet)}
    >
      <Miniature sheet={sheet} frame={button} />
      <StripStar count={stars} className={classes.starred} />
      <span className={classes.badge}>{instance.kind === "clip" ? `▶ ${instance.number_of_frames}` : number}</span>
    </button>
  );
}

const MINIATURE_PX = 160;

function Miniature({ sheet, frame }: { sheet: Sheet; frame: RefObject<Element | null> }): ReactNode {
  const { id, kind } = sheet.instance;
  if (kind === "ecg") return <IconEcg size={30} />;
  if (kind === "document" || kind === "other") return <IconFile size={30} />;
  return <SmallPicture instanceId={id} frame={frame} />;
}

function SmallPicture({ instanceId, frame }: { instanceId: string; frame: RefObject<Element | null> }): ReactNode {
  const miniature = useMiniature(instanceId, MINIATURE_PX, frame);
  if (typeof miniature === "string") return <IconImage size={30} />;
  return <img src={miniature.address} alt="" draggable={false} />;
}
