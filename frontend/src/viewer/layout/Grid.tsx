import { useTranslation } from "react-i18next";
import type { Patient } from "../../api/types";
import { gridOf } from "./hung";
import classes from "./layout.module.css";
import { type Hands, PaneContext } from "./pane";
import { PaneContent } from "./PaneContent";
import { PaneFrame } from "./PaneFrame";
import type { Panes } from "./usePanes";

interface GridProps {
  panes: Panes;
  hands: Hands;
  bars: HTMLElement | null;
  patient: Patient | undefined;
  onShown: (instanceId: string) => void;
}

/** The panes, row by row, each with a picture and a state of its own. */
export function Grid({ panes, hands, bars, patient, onShown }: GridProps) {
  const { t } = useTranslation();
  const { hung, shown } = panes;
  const { rows, columns } = gridOf(hung.layout);
  const isMany = hung.slots.length > 1;
  const isCompared = shown.some((one) => one.kind === "sheet" && one.collection.prior !== null);
  const words = {
    empty: t("layout.paneEmpty"),
    missing: t("layout.paneMissing"),
    coming: t("layout.paneComing"),
    failed: t("layout.paneFailed"),
  };
  return (
    <div
      className={classes.grid}
      data-testid="panes"
      data-layout={hung.layout}
      style={{
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
      }}
    >
      {shown.map((one, at) => {
        const isActive = at === hung.active;
        return (
          <PaneFrame
            key={at}
            number={at + 1}
            shown={one}
            {...{ isActive, isMany, isCompared }}
            onActivate={() => panes.activate(at)}
            onDrop={(id) => panes.drop(at, id)}
          >
            {one.kind === "sheet" ? (
              <PaneContext value={{ isActive, hands, bars }}>
                <PaneContent
                  sheets={one.collection.sheets}
                  current={one.sheet}
                  patient={patient}
                  marks={one.collection.marks}
                  onChoose={(sheet) => panes.put(at, sheet)}
                  onShown={onShown}
                />
              </PaneContext>
            ) : (
              <div className={classes.vacant} role={one.kind === "failed" ? "alert" : "status"}>
                {words[one.kind]}
              </div>
            )}
          </PaneFrame>
        );
      })}
    </div>
  );
}
