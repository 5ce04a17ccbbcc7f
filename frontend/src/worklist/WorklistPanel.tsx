import { SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { LIVE_MS } from "../api/queries";
import type { ReadingSummary } from "../api/types";
import { useSearchParams } from "react-router";
import { Empty, Loaded } from "../ui/Loaded";
import { FilterBar } from "./FilterBar";
import { type Filters, filtersOf, narrowedBy, searchOf } from "./filters";
import { loadReadings, readingsKey, searchReadings, type View, VIEWS } from "./queries";
import { ReadingCard } from "./ReadingCard";
import classes from "./WorklistPanel.module.css";
import { patiently } from "../ui/patiently";

/** Few have something waiting there, and nobody before the list. */
const WaitingStrip = lazy(() =>
  patiently(() => import("../amendment/WaitingStrip")).then((module) => ({ default: module.WaitingStrip })),
);

export function WorklistPanel({ selected }: { selected: string | null }) {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const filters = filtersOf(address);
  const { view } = filters;
  const hasTime = useHasTime(selected !== null);
  const setFilters = (next: Filters) => setAddress(searchOf(next), { replace: true });
  const [typed, setTyped] = useState("");
  const [name] = useDebouncedValue(typed.trim(), 400);
  const list = useQuery({
    queryKey: readingsKey(view, filters),
    queryFn: () => loadReadings(view, filters),
    refetchInterval: LIVE_MS,
    enabled: name === "",
  });
  const found = useQuery({
    queryKey: ["readings", "search", name],
    queryFn: () => searchReadings(name),
    enabled: name !== "",
  });

  return (
    <div className={classes.panel} onKeyDown={moveFocus}>
      <Stack gap={8} p={8} className={classes.top ?? ""}>
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t("worklist.list")}
          value={view}
          onChange={(chosen) => {
            setFilters({ ...filters, view: chosen as View });
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
        {name === "" && <FilterBar filters={filters} onChange={setFilters} />}
      </Stack>
      <div className={classes.list}>
        {hasTime && (
          <Suspense fallback={null}>
            <WaitingStrip />
          </Suspense>
        )}
        <Loaded query={name === "" ? list : found}>
          {(readings) => (
            <Readings
              readings={readings}
              selected={selected}
              search={searchOf(filters)}
              emptyText={
                name === "" && narrowedBy(filters) === 0 ? t(`worklist.empty.${view}`) : t("worklist.noMatch")
              }
            />
          )}
        </Loaded>
      </div>
    </div>
  );
}

const PICTURES_FIRST_MS = 8_000;

/** At once beside an empty desk; while somebody reads, after the pictures had the line to themselves. */
function useHasTime(isReading: boolean): boolean {
  const [has, setHas] = useState(!isReading);
  useEffect(() => {
    const timer = setTimeout(() => setHas(true), isReading ? PICTURES_FIRST_MS : 0);
    return () => clearTimeout(timer);
  }, [isReading]);
  return has;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** The arrows, or j and k, go from one reading to the next; they are no keys of the pictures then. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  const isTyping = /^(?:input|select)$/i.test(target.tagName);
  const isDownFromSearch = event.key === "ArrowDown" && target.getAttribute("type") === "search";
  if (isTyping && !isDownFromSearch) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>("a[data-card]")];
  const at = cards.findIndex((card) => card === document.activeElement);
  const step = STEPS[event.key];
  const next = event.key === "Home" ? cards[0] : event.key === "End" ? cards.at(-1) : undefined;
  const goal = next ?? (step === undefined ? undefined : cards[at === -1 ? 0 : at + step]);
  if (step === undefined && next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  goal?.focus();
}

interface ReadingsProps {
  readings: readonly ReadingSummary[];
  selected: string | null;
  /** The filters, which stay in the address from one reading to the next. */
  search: string;
  emptyText: string;
}

function Readings({ readings, selected, search, emptyText }: ReadingsProps) {
  const { t } = useTranslation();
  if (readings.length === 0) return <Empty text={emptyText} hint={t("worklist.emptyHint")} />;
  return (
    <ul className={classes.readings}>
      {readings.map((reading) => (
        <li key={reading.id}>
          <ReadingCard reading={reading} search={search} isSelected={reading.id === selected} />
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
