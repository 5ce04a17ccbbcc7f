import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types";
import shared from "../viewer/viewer.module.css";
import { Failed } from "./Failed";
import { useWaveform } from "./queries";
import { Recording } from "./Recording";

interface EcgViewProps {
  instanceId: string;
  patient: Patient | undefined;
  studyDate: string;
  onShown: (instanceId: string) => void;
}

/** An electrocardiogram on its paper, with what the device measured beside it. */
export function EcgView({ instanceId, patient, studyDate, onShown }: EcgViewProps) {
  const { t } = useTranslation();
  const waveform = useWaveform(instanceId);
  if (waveform.data !== undefined) {
    return (
      <Recording
        key={instanceId}
        instanceId={instanceId}
        waveform={waveform.data}
        patient={patient}
        studyDate={studyDate}
        onShown={onShown}
      />
    );
  }
  return (
    <div className={shared.stage}>
      {waveform.isError ? (
        <Failed instanceId={instanceId} error={waveform.error} onRetry={() => void waveform.refetch()} />
      ) : (
        <div className={shared.message} role="status">
          {t("ecg.loading")}
        </div>
      )}
    </div>
  );
}
