import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ruleName } from "../../hanging/names";
import { icon } from "../icons";
import { ToolButton } from "../ToolButton";
import shared from "../viewer.module.css";
import { gridOf, LAYOUTS } from "./hung";
import { layoutKey } from "./keys";
import classes from "./layout.module.css";
import type { Panes } from "./usePanes";

const IconEdit = icon(<path d="m5 19 1-4L16 5l3 3L9 18l-4 1ZM14 7l3 3" />);

interface LayoutBarProps {
  panes: Panes;
  isSynced: boolean;
  onSync: () => void;
  /** Null where nobody may change the rules. */
  onEditRules: (() => void) | null;
  children: ReactNode;
}

/** How many panes there are, whether they move together, and which rule hung the study. */
export function LayoutBar({ panes, isSynced, onSync, onEditRules, children }: LayoutBarProps) {
  const { t } = useTranslation();
  const { hung } = panes;
  return (
    <div className={shared.bar} role="toolbar" aria-label={t("layout.bar")}>
      {LAYOUTS.map((layout) => (
        <ToolButton
          key={layout}
          label={t("layout.layout", gridOf(layout))}
          hint={t("layout.nextLayout")}
          keys={layoutKey("nextLayout")}
          isOn={hung.layout === layout}
          onClick={() => panes.setLayout(layout)}
        >
          <span className={classes.word}>{layout.replace("x", "×")}</span>
        </ToolButton>
      ))}
      <ToolButton
        label={t("layout.sync")}
        hint={t("layout.syncHint")}
        keys={layoutKey("sync")}
        isOn={isSynced}
        isDisabled={hung.slots.length < 2}
        onClick={onSync}
      >
        <span className={`${classes.word} ${isSynced && hung.slots.length > 1 ? classes.on : ""}`}>
          {isSynced ? "⇄ " : ""}
          {t("layout.sync")}
        </span>
      </ToolButton>
      {panes.rules.length > 0 && <RuleChoice panes={panes} />}
      {onEditRules !== null && (
        <ToolButton label={t("layout.editRules")} onClick={onEditRules}>
          <IconEdit />
        </ToolButton>
      )}
      {children}
    </div>
  );
}

function RuleChoice({ panes }: { panes: Panes }) {
  const { t } = useTranslation();
  const { rules, rule } = panes;
  const chosen = rule === null ? -1 : rules.indexOf(rule);
  return (
    <select
      className={`${shared.select} ${classes.rule}`}
      aria-label={t("layout.rule")}
      value={chosen}
      onChange={(event) => {
        const next = rules[Number(event.currentTarget.value)];
        if (next !== undefined) panes.hangBy(next);
        event.currentTarget.blur();
      }}
    >
      {chosen === -1 && <option value={-1}>{t("layout.byHand")}</option>}
      {rules.map((one, at) => (
        <option key={at} value={at}>
          {ruleName(one, t)}
        </option>
      ))}
    </select>
  );
}
