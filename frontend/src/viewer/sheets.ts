import type { InstanceSummary, ReadingStudy, SeriesSummary } from "../api/types";

/** One thing that can be looked at, with its place among the others. */
export interface Sheet {
  instance: InstanceSummary;
  series: SeriesSummary;
  study: ReadingStudy;
  /** Counted from 1 within its series. */
  number: number;
  seriesIndex: number;
}

function byNumber(a: number | null, b: number | null): number {
  if (a === b) return 0;
  return (a ?? Infinity) - (b ?? Infinity);
}

/** Everything of a Reading in the order in which it is looked at: by study, Series Number and Instance Number. */
export function sheetsOf(studies: readonly ReadingStudy[]): Sheet[] {
  const all = studies.flatMap((study) =>
    [...study.series].sort((a, b) => byNumber(a.series_number, b.series_number)).map((series) => ({ study, series })),
  );
  return all
    .filter(({ series }) => series.instances.length > 0)
    .flatMap(({ study, series }, seriesIndex) =>
      [...series.instances]
        .sort((a, b) => byNumber(a.instance_number, b.instance_number))
        .map((instance, index) => ({ instance, series, study, number: index + 1, seriesIndex })),
    );
}

export function firstOfSeries(sheets: readonly Sheet[], from: Sheet, by: 1 | -1): Sheet | undefined {
  return sheets.find((sheet) => sheet.seriesIndex === from.seriesIndex + by);
}

export function neighbour(sheets: readonly Sheet[], from: Sheet, by: 1 | -1): Sheet | undefined {
  return sheets[sheets.indexOf(from) + by];
}

/** The sheets of each series together, in their order. */
export function bySeries(sheets: readonly Sheet[]): Sheet[][] {
  const groups: Sheet[][] = [];
  for (const sheet of sheets) (groups[sheet.seriesIndex] ??= []).push(sheet);
  return groups;
}
