import { Alert, Button, Group, Popover, ScrollArea, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Prior } from "../../api/types";
import { isChinese } from "../../i18n";
import { loadReport, reportKey } from "../../report/queries";
import { ReportWords } from "../../report/ReportWords";
import { Loaded } from "../../ui/Loaded";
import { dateText, momentText } from "../../ui/time";
import { ToolButton } from "../ToolButton";
import { layoutKey } from "./keys";
import classes from "./layout.module.css";
import type { Panes } from "./usePanes";

interface PriorListProps {
  panes: Panes;
  isOpen: boolean;
  onToggle: () => void;
}

/** The earlier studies of the patient with what was signed of them, to read and to open beside. */
export function PriorList({ panes, isOpen, onToggle }: PriorListProps) {
  const { t } = useTranslation();
  const { priors } = panes;
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => opened !== isOpen && onToggle()}
      position="bottom-end"
      shadow="md"
      withArrow
      withRoles={false}
      transitionProps={{ duration: 0 }}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <span>
          <ToolButton label={t("layout.priors")} keys={layoutKey("priors")} isOn={isOpen} onClick={onToggle}>
            <span className={`${classes.word} ${priors.length > 0 ? classes.on : ""}`}>
              {t("layout.priorCount", { count: priors.length })}
            </span>
          </ToolButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown w={460} maw="94vw" p="sm" role="dialog" aria-label={t("layout.priors")}>
        <Text size="xs" c="dimmed">
          {priors.length === 0 ? t("layout.noPriors") : t("layout.priorsHint")}
        </Text>
        <ScrollArea.Autosize mah="70vh" type="auto">
          {priors.map((prior) => (
            <PriorLine
              key={prior.study_id}
              prior={prior}
              isOpened={panes.opened.has(prior.study_id)}
              onCompare={() => void panes.compare(prior).catch(() => undefined)}
            />
          ))}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function PriorLine({ prior, isOpened, onCompare }: { prior: Prior; isOpened: boolean; onCompare: () => void }) {
  const { t } = useTranslation();
  const warning = isChinese() ? prior.warning_zh : prior.warning_en;
  const what = [...prior.modalities, ...prior.body_parts].join(" ");
  return (
    <section
      className={classes.prior}
      data-testid="prior"
      data-study={prior.study_id}
      aria-label={`${t("layout.prior")} ${dateText(prior.study_date) || t("layout.noDate")}`}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm">
          <strong>{dateText(prior.study_date) || t("layout.noDate")}</strong> {what}{" "}
          <bdi>{prior.study_description}</bdi>
          <Text span size="xs" c="dimmed">
            {" "}
            {t("layout.instances", { count: prior.number_of_instances })}
          </Text>
        </Text>
        {prior.standing !== "contradicted" && (
          <Button size="compact-sm" variant={isOpened ? "default" : "light"} color="violet" onClick={onCompare}>
            {isOpened ? t("layout.comparing") : t("layout.compare")}
          </Button>
        )}
      </Group>
      {warning !== "" && (
        <Alert color={prior.standing === "contradicted" ? "red" : "orange"} p="xs" mt={4}>
          {warning}
        </Alert>
      )}
      {prior.reports.map((report) => (
        <PriorReport key={report.id} report={report} />
      ))}
      {prior.reports.length === 0 && prior.standing !== "contradicted" && (
        <Text size="xs" c="dimmed">
          {t("layout.noReport")}
        </Text>
      )}
    </section>
  );
}

function PriorReport({ report }: { report: Prior["reports"][number] }) {
  const { t, i18n } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const names = [report.author_name, report.reviewer_name].filter(Boolean).join(" / ");
  return (
    <div>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Text size="xs" c="dimmed">
          {t("layout.signedReport")} ·{" "}
          {t("layout.signedBy", { names, time: momentText(report.signed_at, i18n.language) })}
        </Text>
        <Button size="compact-xs" variant="subtle" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("layout.impressionOnly") : t("layout.fullReport")}
        </Button>
      </Group>
      {isWhole ? (
        <WholeReport id={report.id} />
      ) : (
        <Text size="sm" fw={600} style={{ whiteSpace: "pre-wrap" }}>
          <bdi>{report.impression || "–"}</bdi>
        </Text>
      )}
    </div>
  );
}

function WholeReport({ id }: { id: string }) {
  const report = useQuery({ queryKey: reportKey(id), queryFn: () => loadReport(id) });
  return <Loaded query={report}>{(detail) => <ReportWords words={detail} />}</Loaded>;
}
