import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { LIVE_MS } from "../api/queries";
import { personName } from "../study/patient";
import { timeText } from "../ui/time";
import { patiently } from "../ui/patiently";
import classes from "./critical.module.css";
import { listKey, loadFindings } from "./queries";
import { criterionText } from "./words";

const ReadBackDialog = lazy(() =>
  patiently(() => import("./ReadBackDialog")).then((module) => ({ default: module.ReadBackDialog })),
);

const SOUND = "teleread.critical.sound";
const BEEP_EVERY_MS = 8_000;

/** On every page of a clinic until each finding was read back. It blinks, unless the reader's system asks for rest. */
export function CriticalBanner() {
  const { t, i18n } = useTranslation();
  const [openId, setOpenId] = useState<string | null>(null);
  const [hasSound, setHasSound] = useState(() => localStorage.getItem(SOUND) === "on");
  const findings = useQuery({
    queryKey: listKey("unconfirmed"),
    queryFn: () => loadFindings("unconfirmed"),
    refetchInterval: LIVE_MS,
    refetchIntervalInBackground: true,
  });
  const waiting = findings.data ?? [];
  useBeep(hasSound && waiting.length > 0);
  if (waiting.length === 0) return null;
  const open = waiting.find((each) => each.id === openId);
  const toggleSound = () => {
    localStorage.setItem(SOUND, hasSound ? "off" : "on");
    setHasSound(!hasSound);
  };
  return (
    <section className={classes.banner} aria-label={t("critical.bannerLabel")}>
      {waiting.map((finding) => (
        <Group key={finding.id} justify="space-between" gap="sm" role="alert">
          <Group gap="sm" miw={0} flex={1}>
            <span className={classes.mark}>{t("critical.title")}</span>
            <Text fw={700} size="lg">
              <bdi>{personName(finding.patient.name).main}</bdi>
            </Text>
            <Text>
              <bdi>{criterionText(finding, i18n.language)}</bdi>
            </Text>
            <Text size="sm">
              {t("critical.foundAt", { time: timeText(finding.identified_at, i18n.language) })}{" "}
              <bdi>{finding.raised_by_name}</bdi>
            </Text>
          </Group>
          <Button color="yellow.4" c="dark.9" onClick={() => setOpenId(finding.id)}>
            {t("critical.openToConfirm")}
          </Button>
        </Group>
      ))}
      <Group justify="flex-end">
        <Button size="compact-xs" variant="white" color="dark" aria-pressed={hasSound} onClick={toggleSound}>
          {t(hasSound ? "critical.soundOff" : "critical.soundOn")}
        </Button>
      </Group>
      {open && (
        <Suspense fallback={null}>
          <ReadBackDialog finding={open} onClose={() => setOpenId(null)} />
        </Suspense>
      )}
    </section>
  );
}

/** Two short tones now and then, for whoever asked for them. */
function useBeep(isOn: boolean) {
  useEffect(() => {
    if (!isOn) return;
    const audio = new AudioContext();
    const beep = () => {
      for (const offset of [0, 0.25]) {
        const tone = audio.createOscillator();
        const volume = audio.createGain();
        volume.gain.value = 0.2;
        tone.frequency.value = 880;
        tone.connect(volume).connect(audio.destination);
        tone.start(audio.currentTime + offset);
        tone.stop(audio.currentTime + offset + 0.15);
      }
    };
    beep();
    const timer = setInterval(beep, BEEP_EVERY_MS);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [isOn]);
}
