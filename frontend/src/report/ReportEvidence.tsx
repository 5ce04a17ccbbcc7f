import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { hasRole, useAccount } from "../account/session";
import type { ReportDetail } from "../api/types";
import { routes } from "../routes";
import type { InstanceDisplay } from "../viewer/display";
import { fromServer } from "../viewer/evidence/evidence";
import classes from "../viewer/evidence/evidence.module.css";
import { MarkedImage } from "../viewer/evidence/MarkedImage";
import { useDisplays } from "../viewer/evidence/queries";
import { framesOf, type MarkedFrame, nameOf, valuesOf } from "../viewer/evidence/values";
import type { Measurement } from "../viewer/measurement";

const SMALL = { width: 300, height: 220 };
const LARGE = { width: 900, height: 640 };

/** What the report points at, as it was signed: each frame small with what was drawn on it, and what that says. */
export function ReportEvidence({ report }: { report: ReportDetail }) {
  const { t } = useTranslation();
  const { marks, keyImages } = fromServer(report.evidence);
  const frames = framesOf(keyImages, marks);
  const displays = useDisplays(frames.map((one) => one.instanceId));
  if (frames.length === 0) return null;
  const numbers = new Map(frames.flatMap((frame) => frame.marks).map((mark, at) => [mark.id, at + 1]));
  return (
    <section aria-label={t("evidence.title")} data-testid="report-evidence">
      <h2 className={classes.head}>{t("evidence.title")}</h2>
      <div className={classes.cards}>
        {frames.map((frame) => (
          <Card
            key={`${frame.instanceId}/${frame.frame}`}
            readingId={report.reading_id}
            frame={frame}
            all={marks}
            from={numbers.get(frame.marks[0]?.id ?? 0) ?? 1}
            display={displays.get(frame.instanceId)}
          />
        ))}
      </div>
    </section>
  );
}

interface CardProps {
  readingId: string;
  frame: MarkedFrame;
  all: readonly Measurement[];
  /** The number of its first measurement in the whole report. */
  from: number;
  display: InstanceDisplay | undefined;
}

function Card({ readingId, frame, all, from, display }: CardProps) {
  const { t } = useTranslation();
  const note = frame.key?.note ?? "";
  const title = [
    frame.key === null ? null : `★ ${t("evidence.isKey")}`,
    display !== undefined && display.number_of_frames > 1 ? t("evidence.frameOf", { frame: frame.frame }) : null,
  ].filter(Boolean);
  return (
    <article className={classes.card}>
      {title.length > 0 && <div className={classes.where}>{title.join(" · ")}</div>}
      {display !== undefined && display.cannot_show === null && (
        <Picture readingId={readingId} frame={frame} from={from} display={display} />
      )}
      {note !== "" && <bdi>{note}</bdi>}
      <ol className={classes.values}>
        {frame.marks.map((one, at) => (
          <li key={one.id} data-testid="report-measurement">
            {t("evidence.markNumber", { number: from + at, name: nameOf(one, t) })}{" "}
            <b>
              {display !== undefined &&
                valuesOf(one, { display, all, statistics: null, t }).join(t("evidence.between"))}
            </b>
          </li>
        ))}
      </ol>
    </article>
  );
}

type PictureProps = Omit<CardProps, "all" | "display"> & { display: InstanceDisplay };

/** Opens the frame: in the viewer for who reads, larger on this page for all others. */
function Picture({ readingId, frame, from, display }: PictureProps) {
  const { t } = useTranslation();
  const account = useAccount();
  const [isLarge, setLarge] = useState(false);
  const look = frame.key?.look ?? null;
  const label = t("evidence.picture", { name: frame.key?.note || t("evidence.isKey"), count: frame.marks.length });
  const picture = (room: typeof SMALL) => (
    <MarkedImage
      display={display}
      frame={frame.frame}
      look={look}
      marks={frame.marks}
      from={from}
      room={room}
      label={label}
    />
  );
  if (hasRole(account, "author", "reviewer")) {
    const address = routes.readingAt(readingId, frame.instanceId, frame.frame);
    return (
      <Link to={address} className={classes.opens ?? ""} aria-label={t("evidence.openAt")} title={t("evidence.openAt")}>
        {picture(SMALL)}
      </Link>
    );
  }
  return (
    <>
      <button
        type="button"
        className={classes.opens}
        aria-label={t("evidence.enlarge")}
        title={t("evidence.enlarge")}
        onClick={() => setLarge(true)}
      >
        {picture(SMALL)}
      </button>
      <Modal
        opened={isLarge}
        onClose={() => setLarge(false)}
        size="auto"
        title={t("evidence.isKey")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        {picture(LARGE)}
      </Modal>
    </>
  );
}
