import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { insertIntoFindings, useCanInsert } from "../report/insertion";
import shared from "../viewer/viewer.module.css";
import classes from "./ecg.module.css";
import {
  bazett,
  type Caution,
  cautionsOf,
  fridericia,
  type IntervalName,
  type Intervals,
  INTERVALS,
  rateOf,
} from "./intervals";

interface IntervalFormProps {
  values: Intervals;
  onChange: (values: Intervals) => void;
  device: Intervals;
  /** What the chosen calipers span. */
  caliperMs: number | null;
}

/** The reader's own intervals: typed, taken from the calipers, or the device's where the reader takes them over. */
export function IntervalForm({ values, onChange, device, caliperMs }: IntervalFormProps) {
  const { t } = useTranslation();
  const set = (name: IntervalName, value: number | undefined) => {
    const { [name]: _gone, ...rest } = values;
    onChange(value === undefined ? rest : { ...rest, [name]: value });
  };
  const cautions = cautionsOf(values);
  const isDoubtful = (name: IntervalName) => cautions.some((one) => one.kind === "implausible" && one.name === name);
  return (
    <section className={classes.form} aria-label={t("ecg.form.title")}>
      <h3>{t("ecg.form.title")}</h3>
      <p>{t("ecg.form.note")}</p>
      <div className={classes.fields}>
        <Field
          label={t("ecg.form.rate")}
          unit={t("ecg.form.perMinute")}
          value={values.rr === undefined ? undefined : rateOf(values.rr)}
          onEnter={(rate) => set("rr", rate === undefined || rate <= 0 ? undefined : rateOf(rate))}
          isDoubtful={isDoubtful("rr")}
        />
        {INTERVALS.map((name) => (
          <Field
            key={name}
            label={t(`ecg.form.${name}`)}
            unit="ms"
            value={values[name]}
            onEnter={(value) => set(name, value)}
            isDoubtful={isDoubtful(name)}
            device={device[name]}
            caliperMs={caliperMs}
          />
        ))}
        <Corrected values={values} />
      </div>
      <p className={classes.formula}>{t("ecg.form.formula")}</p>
      <Cautions cautions={cautions} />
      <Insert values={values} />
    </section>
  );
}

interface FieldProps {
  label: string;
  unit: string;
  value: number | undefined;
  onEnter: (value: number | undefined) => void;
  isDoubtful: boolean;
  device?: number | undefined;
  caliperMs?: number | null;
}

function Field({ label, unit, value, onEnter, isDoubtful, device, caliperMs = null }: FieldProps) {
  const { t } = useTranslation();
  const take = (milliseconds: number, text: string) => (
    <button
      type="button"
      className={classes.take}
      onClick={() => onEnter(Math.round(milliseconds))}
      aria-label={`${label}: ${text}`}
    >
      {text}
    </button>
  );
  return (
    <div className={classes.field}>
      <label>
        <span>{label}</span>
        <input
          type="number"
          inputMode="decimal"
          min={0}
          step={1}
          aria-label={label}
          value={value === undefined ? "" : Math.round(value * 10) / 10}
          aria-invalid={isDoubtful}
          onChange={({ currentTarget: { value: typed } }) => onEnter(typed === "" ? undefined : Number(typed))}
        />
        <span>{unit}</span>
      </label>
      {device !== undefined && take(device, t("ecg.form.takeDevice", { value: Math.round(device) }))}
      {caliperMs !== null &&
        caliperMs > 0 &&
        take(caliperMs, t("ecg.form.takeCaliper", { value: Math.round(caliperMs) }))}
    </div>
  );
}

function Corrected({ values: { qt, rr } }: { values: Intervals }) {
  const { t } = useTranslation();
  const shown = (milliseconds: number | null) => (milliseconds === null ? "–" : `${Math.round(milliseconds)} ms`);
  return (
    <dl className={classes.corrected} data-testid="ecg-qtc">
      <dt>{t("ecg.form.bazett")}</dt>
      <dd>{shown(bazett(qt, rr))}</dd>
      <dt>{t("ecg.form.fridericia")}</dt>
      <dd>{shown(fridericia(qt, rr))}</dd>
    </dl>
  );
}

function Cautions({ cautions }: { cautions: readonly Caution[] }) {
  const { t } = useTranslation();
  if (cautions.length === 0) return null;
  return (
    <ul className={classes.cautions} data-testid="ecg-cautions">
      {cautions.map((caution, at) => (
        <li key={at}>
          {caution.kind === "implausible"
            ? t("ecg.caution.implausible", { name: t(`ecg.form.${caution.name}`) })
            : t(`ecg.caution.${caution.kind}`)}
        </li>
      ))}
    </ul>
  );
}

/** Puts the confirmed values into the findings; where no report is being written, onto the clipboard. */
function Insert({ values }: { values: Intervals }) {
  const { t } = useTranslation();
  const canInsert = useCanInsert();
  const text = useSummary(values);
  const act = () => {
    if (insertIntoFindings(text)) notifications.show({ message: t("ecg.form.inserted"), color: "teal" });
    else
      void navigator.clipboard.writeText(text).then(
        () => notifications.show({ message: t("ecg.form.copied"), color: "teal" }),
        () => notifications.show({ message: text, autoClose: false }),
      );
  };
  return (
    <button type="button" className={`${shared.tool} ${classes.insert}`} disabled={text === ""} onClick={act}>
      {canInsert ? t("ecg.form.insert") : t("ecg.form.copy")}
    </button>
  );
}

function useSummary({ rr, pr, qrs, qt }: Intervals): string {
  const { t } = useTranslation();
  const round = (value: number) => Math.round(value);
  const [byBazett, byFridericia] = [bazett(qt, rr), fridericia(qt, rr)];
  const parts = [
    rr !== undefined && rr > 0 ? t("ecg.summary.rate", { rate: round(rateOf(rr)), rr: round(rr) }) : "",
    pr !== undefined ? t("ecg.summary.interval", { name: "PR", value: round(pr) }) : "",
    qrs !== undefined ? t("ecg.summary.interval", { name: "QRS", value: round(qrs) }) : "",
    qt !== undefined ? t("ecg.summary.interval", { name: "QT", value: round(qt) }) : "",
    byBazett !== null && byFridericia !== null
      ? t("ecg.summary.qtc", { bazett: round(byBazett), fridericia: round(byFridericia) })
      : "",
  ].filter(Boolean);
  return parts.length === 0 ? "" : t("ecg.summary.whole", { parts: parts.join(t("ecg.summary.comma")) });
}
