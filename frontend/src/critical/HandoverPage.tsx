import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccount } from "../account/session";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import { dateTimeText } from "../ui/time";
import classes from "./critical.module.css";
import { FindingCard } from "./FindingCard";
import { CRITICAL, type Finding, loadShift } from "./queries";
import { shiftOf } from "./words";

/** What one shift hands to the next, to be printed and signed by both. */
export function HandoverPage() {
  const { t, i18n } = useTranslation();
  const account = useAccount();
  const [shift, setShift] = useState(() => shiftOf(new Date()));
  const since = shift.since.toISOString();
  const until = shift.until.toISOString();
  const findings = useQuery({ queryKey: [CRITICAL, "shift", since, until], queryFn: () => loadShift(since, until) });
  const put = (name: "since" | "until", value: string) => {
    const moment = new Date(value);
    if (!Number.isNaN(moment.getTime())) setShift({ ...shift, [name]: moment });
  };
  return (
    <PageFrame
      title={t("critical.handoverTitle")}
      width={900}
      actions={
        <Button className={classes.noPrint ?? ""} onClick={() => window.print()}>
          {t("critical.print")}
        </Button>
      }
    >
      <Group mb="md" className={classes.noPrint ?? ""}>
        <TextInput
          type="datetime-local"
          label={t("critical.since")}
          value={localValue(shift.since)}
          onChange={(event) => put("since", event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={t("critical.until")}
          value={localValue(shift.until)}
          onChange={(event) => put("until", event.currentTarget.value)}
        />
      </Group>
      <Text mb="sm">
        {dateTimeText(since, i18n.language)} – {dateTimeText(until, i18n.language)} ·{" "}
        <bdi>{account.clinic_name ?? account.department_name ?? ""}</bdi>
      </Text>
      <Loaded query={findings}>
        {(found) => (
          <Stack>
            <Part title={t("critical.which.open")} findings={found.filter((each) => each.is_open)} />
            <Part title={t("critical.which.ended")} findings={found.filter((each) => !each.is_open)} />
            <Group mt="xl" gap={80}>
              <Text>{t("critical.handsOver")} ____________________</Text>
              <Text>{t("critical.takesOver")} ____________________</Text>
            </Group>
          </Stack>
        )}
      </Loaded>
    </PageFrame>
  );
}

function Part({ title, findings }: { title: string; findings: Finding[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={title}>
      <Text fw={700} mb="xs">
        {title} ({findings.length})
      </Text>
      {findings.length === 0 ? (
        <Empty text={t("critical.nothing")} />
      ) : (
        <Stack>
          {findings.map((finding) => (
            <FindingCard key={finding.id} finding={finding} isPlain />
          ))}
        </Stack>
      )}
    </section>
  );
}

function localValue(moment: Date): string {
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
