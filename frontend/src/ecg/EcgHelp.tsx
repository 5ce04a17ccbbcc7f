import { Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconHelp } from "../viewer/icons";
import { ToolButton } from "../viewer/ToolButton";
import classes from "./ecg.module.css";
import { ECG_KEYS, ecgKey } from "./keys";

/** The list of keys, behind its button and behind the question mark. */
export function EcgHelp({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => opened !== isOpen && onToggle()}
      position="bottom-end"
      shadow="md"
      withArrow
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <ToolButton label={t("viewer.help")} keys={ecgKey("help")} isOn={isOpen} onClick={onToggle}>
            <IconHelp />
          </ToolButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={classes.help} aria-label={t("viewer.help")}>
          {ECG_KEYS.map(({ shown, action }) => (
            <div key={action}>
              <dt>
                <kbd>{shown}</kbd>
              </dt>
              <dd>{t(`ecg.key.${action}`)}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.helpNote}>{t("ecg.helpNote")}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
