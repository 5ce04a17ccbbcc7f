import { Alert, Button, List, Stack } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { PageFrame } from "../ui/PageFrame";
import { Section } from "../ui/Section";
import classes from "./display.module.css";
import { Luminance } from "./Luminance";
import { Pattern } from "./Pattern";

const CHECKS = ["black", "patches", "lines", "ramp", "colour", "light"] as const;
const LIMITS = ["calibration", "bits", "room", "use"] as const;

/** Is this screen fit to read on? A pattern to look at, and what no page in a browser can promise. */
export function DisplayPage() {
  const { t } = useTranslation();
  const whole = useRef<HTMLDivElement>(null);
  return (
    <PageFrame
      title={t("display.title")}
      width={1600}
      actions={<Button onClick={() => void whole.current?.requestFullscreen()}>{t("display.fullscreen")}</Button>}
    >
      <Stack>
        <Alert color="orange" title={t("display.limitsTitle")}>
          <List size="sm">
            {LIMITS.map((limit) => (
              <List.Item key={limit}>{t(`display.limit.${limit}`)}</List.Item>
            ))}
          </List>
        </Alert>
        <Section title={t("display.checks")}>
          <List type="ordered" size="sm">
            {CHECKS.map((check) => (
              <List.Item key={check}>{t(`display.check.${check}`)}</List.Item>
            ))}
          </List>
        </Section>
        <div ref={whole} className={classes.whole}>
          <Pattern />
        </div>
        <Section title={t("display.luminance")} hint={t("display.luminanceHint")}>
          <Luminance />
        </Section>
      </Stack>
    </PageFrame>
  );
}
