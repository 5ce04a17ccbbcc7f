import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HangingRule, HangingRules } from "../api/types";
import { Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { moved, NEW_RULE } from "./change";
import classes from "./hanging.module.css";
import { ruleName } from "./names";
import { useHangingRules, useSaveRules } from "./queries";
import { RuleForm } from "./RuleForm";

/** A reader's own hanging rules: in which order they are tried, what they ask for, and what they make of it. */
export function HangingRulesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const rules = useHangingRules();
  return (
    <Modal
      opened
      onClose={onClose}
      size={980}
      title={t("layout.editRules")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      centered
    >
      <Loaded query={rules}>{(kept) => <Editor key={kept.revision} kept={kept} onClose={onClose} />}</Loaded>
    </Modal>
  );
}

function Editor({ kept, onClose }: { kept: HangingRules; onClose: () => void }) {
  const { t } = useTranslation();
  const [rules, setRules] = useState<readonly HangingRule[]>(kept.rules);
  const [at, setAt] = useState(0);
  const [version, setVersion] = useState(0);
  const save = useSaveRules();
  const chosen = rules[at];
  const change = (rule: HangingRule) => setRules(rules.map((one, index) => (index === at ? rule : one)));
  const move = (by: 1 | -1) => {
    setRules(moved(rules, at, by));
    setAt(Math.min(Math.max(at + by, 0), rules.length - 1));
  };
  const reset = (next: readonly HangingRule[], place: number) => {
    setRules(next);
    setAt(place);
    setVersion(version + 1);
  };
  const keep = () =>
    save.mutate(
      { rules: [...rules], revision: kept.revision },
      {
        onSuccess: () => {
          notifications.show({ message: t("layout.editor.saved"), color: "teal" });
          onClose();
        },
      },
    );
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t("layout.editor.hint")}
      </Text>
      <Group align="flex-start" wrap="nowrap" gap="lg">
        <Stack gap={2} w={270} style={{ flex: "none" }}>
          {rules.map((rule, index) => (
            <button
              key={index}
              type="button"
              className={classes.rule}
              aria-current={index === at}
              onClick={() => setAt(index)}
            >
              {index + 1}. {ruleName(rule, t) || t("layout.editor.unnamed")}
            </button>
          ))}
          <Group gap={4} mt="xs">
            <Button size="compact-sm" variant="default" disabled={at === 0} onClick={() => move(-1)}>
              {t("layout.editor.up")}
            </Button>
            <Button size="compact-sm" variant="default" disabled={at >= rules.length - 1} onClick={() => move(1)}>
              {t("layout.editor.down")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={chosen === undefined}
              onClick={() =>
                reset(
                  rules.filter((_, index) => index !== at),
                  Math.max(at - 1, 0),
                )
              }
            >
              {t("layout.editor.remove")}
            </Button>
          </Group>
          <Group gap={4}>
            <Button size="compact-sm" variant="light" onClick={() => reset([NEW_RULE, ...rules], 0)}>
              {t("layout.editor.add")}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => reset(kept.shipped, 0)}>
              {t("layout.editor.restore")}
            </Button>
          </Group>
        </Stack>
        <div style={{ flex: 1 }}>
          {chosen !== undefined && <RuleForm key={`${version} ${at}`} rule={chosen} onChange={change} />}
        </div>
      </Group>
      <ProblemNote error={save.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button onClick={keep} loading={save.isPending}>
          {t("layout.editor.save")}
        </Button>
      </Group>
    </Stack>
  );
}
