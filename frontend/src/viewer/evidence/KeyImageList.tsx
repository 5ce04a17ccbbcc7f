import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { InstanceDisplay } from "../display";
import { IconBin } from "../icons";
import type { Measurement } from "../measurement";
import { useEvidence } from "./context";
import type { KeyImage } from "./evidence";
import classes from "./evidence.module.css";
import { Insert } from "./Insert";
import { MarkedImage } from "./MarkedImage";

interface KeyImageListProps {
  keyImages: readonly KeyImage[];
  marks: readonly Measurement[];
  displays: ReadonlyMap<string, InstanceDisplay>;
  nameOfPlace: (instanceId: string, frame: number) => string;
}

const LONGEST_NOTE = 500;
const ROOM = { width: 84, height: 64 };

export function KeyImageList({ keyImages, marks, displays, nameOfPlace }: KeyImageListProps) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={classes.head}>{t("evidence.keyImages")}</h3>
      {keyImages.length === 0 && <p className={classes.where}>{t("evidence.noKeyImages")}</p>}
      <ul className={classes.list} aria-label={t("evidence.keyImages")}>
        {keyImages.map((key) => (
          <Line
            key={`${key.instanceId}/${key.frame}`}
            image={key}
            marks={marks.filter((one) => one.instanceId === key.instanceId && one.frame === key.frame)}
            display={displays.get(key.instanceId)}
            name={nameOfPlace(key.instanceId, key.frame)}
          />
        ))}
      </ul>
    </>
  );
}

interface LineProps {
  image: KeyImage;
  marks: readonly Measurement[];
  display: InstanceDisplay | undefined;
  name: string;
}

function Line({ image, marks, display, name }: LineProps) {
  const { t } = useTranslation();
  const { desk, keeper } = useEvidence();
  const { instanceId, frame, note, look } = image;
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.thumb}
        aria-label={t("evidence.goTo", { name })}
        onClick={() => desk.go({ instanceId, frame, markId: null })}
      >
        {display !== undefined && display.cannot_show === null && (
          <MarkedImage display={display} frame={frame} look={look} marks={marks} room={ROOM} label={name} />
        )}
      </button>
      <div className={classes.what}>
        <div>{name}</div>
        {keeper === null ? (
          <bdi>{note}</bdi>
        ) : (
          <input
            className={classes.note}
            aria-label={t("evidence.noteOf", { name })}
            placeholder={t("evidence.note")}
            maxLength={LONGEST_NOTE}
            value={note}
            onChange={(event) => desk.keyImages.note(instanceId, frame, event.currentTarget.value)}
          />
        )}
      </div>
      <div className={classes.acts}>
        <Insert
          name={name}
          text={
            note.trim() === ""
              ? t("evidence.keyText", { name })
              : t("evidence.keyTextNoted", { name, note: note.trim() })
          }
        />
        {keeper !== null && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("evidence.removeOf", { name })}
            onClick={() => desk.keyImages.toggle(instanceId, frame, null)}
          >
            <IconBin />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}
