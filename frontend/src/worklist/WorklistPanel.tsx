import { SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { LIVE_MS } from "../api/queries";
import type { ReadingSummary } from "../api/types";
import { Empty, Loaded } from "../ui/Loaded";
import { loadReadings, readingsKey, searchReadings, type View, VIEWS } from "./queries";
import { ReadingCard } from "./ReadingCard";
import classes from "./WorklistPanel.module.css";

export function WorklistPanel({ selected }: { selected: string | null }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>("mine");
  const [typed, setTyped] = useState("");
  const [name] = useDebouncedValue(typed.trim(), 400);
  const list = useQuery({
    queryKey: readingsKey(view),
    queryFn: () => loadReadings(view),
    refetchInterval: LIVE_MS,
    enabled: name === "",
  });
  const found = useQuery({
    queryKey: ["readings", "search", name],
    queryFn: () => searchReadings(name),
    enabled: name !== "",
  });

  return (
    <div className={classes.panel}>
      <Stack gap={8} p={8} className={classes.top ?? ""}>
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t("worklist.list")}
          value={view}
          onChange={(chosen) => {
            setView(chosen as View);
            setTyped("");
          }}
          data={VIEWS.map((each) => ({ value: each, label: <ViewLabel view={each} /> }))}
        />
        <TextInput
          size="xs"
          type="search"
          aria-label={t("worklist.searchName")}
          placeholder={t("worklist.searchName")}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Stack>
      <div className={classes.list}>
        <Loaded query={name === "" ? list : found}>
          {(readings) => (
            <Readings
              readings={readings}
              selected={selected}
              emptyText={name === "" ? t(`worklist.empty.${view}`) : t("worklist.noMatch")}
            />
          )}
        </Loaded>
      </div>
    </div>
  );
}

/** Up and down go from one reading to the next, as in any list. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll("a")];
  const at = links.findIndex((link) => link === document.activeElement);
  links[at + step]?.focus();
  event.preventDefault();
}

interface ReadingsProps {
  readings: readonly ReadingSummary[];
  selected: string | null;
  emptyText: string;
}

function Readings({ readings, selected, emptyText }: ReadingsProps) {
  const { t } = useTranslation();
  if (readings.length === 0) return <Empty text={emptyText} hint={t("worklist.emptyHint")} />;
  return (
    <ul className={classes.readings} onKeyDown={moveFocus}>
      {readings.map((reading) => (
        <li key={reading.id}>
          <ReadingCard reading={reading} isSelected={reading.id === selected} />
        </li>
      ))}
    </ul>
  );
}

/** Mine and open say how many wait there, so that nobody has to look. */
function ViewLabel({ view }: { view: View }) {
  const { t } = useTranslation();
  const list = useQuery({
    queryKey: readingsKey(view),
    queryFn: () => loadReadings(view),
    refetchInterval: LIVE_MS,
    enabled: view !== "done",
  });
  const count = view === "done" ? 0 : (list.data?.length ?? 0);
  return (
    <span className={classes.view}>
      {t(`worklist.view.${view}`)}
      {count > 0 && <span className={classes.count}>{count}</span>}
    </span>
  );
}
