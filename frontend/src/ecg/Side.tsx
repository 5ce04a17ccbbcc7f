import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types";
import { personName } from "../study/patient";
import { SexAndAge } from "../study/PatientLine";
import { Isolated } from "../ui/Isolated";
import classes from "./ecg.module.css";
import { IntervalForm } from "./IntervalForm";
import type { Intervals } from "./intervals";
import { deviceValues, type Waveform } from "./waveform";

interface SideProps {
  waveform: Waveform;
  patient: Patient | undefined;
  studyDate: string;
  intervals: Intervals;
  onIntervals: (values: Intervals) => void;
  device: Intervals;
  caliperMs: number | null;
}

/**
 * Whose ECG this is; what the reader confirms; and what the device measured and said, shown as its words and never as
 * ours.
 */
export function Side({ waveform, patient, studyDate, intervals, onIntervals, device, caliperMs }: SideProps) {
  const { t } = useTranslation();
  const { values, statements } = deviceValues(waveform.annotations);
  return (
    <aside className={classes.side}>
      {patient !== undefined && (
        <div className={classes.who} data-testid="overlay-patient">
          <strong>
            <Isolated>{personName(patient.name).main || "–"}</Isolated>
          </strong>
          <br />
          <SexAndAge patient={patient} at={studyDate} /> · <Isolated>{patient.patient_id}</Isolated>
        </div>
      )}
      {waveform.acquired_at != null && <p>{t("ecg.recordedAt", { time: waveform.acquired_at.replace("T", " ") })}</p>}
      <IntervalForm values={intervals} onChange={onIntervals} device={device} caliperMs={caliperMs} />
      <section className={classes.device} aria-label={t("ecg.device")}>
        <h3>{t("ecg.device")}</h3>
        <p>{values.length + statements.length > 0 ? t("ecg.deviceNote") : t("ecg.deviceNone")}</p>
        <table>
          <tbody>
            {values.map(({ name, text }, at) => (
              <tr key={at}>
                <td>{name}</td>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {statements.length > 0 && (
          <ul>
            {statements.map((statement, at) => (
              <li key={at}>
                <Isolated>{statement}</Isolated>
              </li>
            ))}
          </ul>
        )}
      </section>
    </aside>
  );
}
