import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClinics } from "../admin/queries";
import { type Field, FormDialog, type Values } from "../ui/FormDialog";
import { Loaded } from "../ui/Loaded";
import { ProblemNote } from "../ui/ProblemNote";
import { RemoveButton } from "../ui/RemoveButton";
import { Section } from "../ui/Section";
import { addRobot, adminKey, changeRobot, loadMail, loadRobots, removeRobot, testRobot } from "./adminQueries";
import { CRITICAL, type Robot, type RobotIn } from "./queries";

/** The group robots that are told, and whether e-mail goes out. */
export function Robots() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const robots = useQuery({ queryKey: adminKey("robots"), queryFn: loadRobots });
  const mail = useQuery({ queryKey: adminKey("mail"), queryFn: loadMail });
  const [open, setOpen] = useState<Robot | "new" | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: [CRITICAL] });
  return (
    <Section
      title={t("critical.admin.robots")}
      hint={t("critical.admin.robotsHint")}
      action={t("critical.admin.addRobot")}
      onAction={() => setOpen("new")}
    >
      {mail.data && (
        <Text size="sm" mb="xs" {...(mail.data.is_set_up ? {} : { c: "orange.9" })}>
          {mail.data.is_set_up
            ? t("critical.admin.mail", { host: mail.data.host, sender: mail.data.sender })
            : t("critical.admin.noMail")}
        </Text>
      )}
      <Loaded query={robots}>
        {(all) => (
          <Stack gap="xs">
            {all.map((robot) => (
              <RobotLine key={robot.id} robot={robot} onChange={() => setOpen(robot)} onDone={refresh} />
            ))}
          </Stack>
        )}
      </Loaded>
      {open && <RobotDialog robot={open === "new" ? null : open} onSaved={refresh} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function RobotLine({ robot, onChange, onDone }: { robot: Robot; onChange: () => void; onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const test = useMutation({
    mutationFn: () => testRobot(robot.id),
    onSuccess: async () => {
      notifications.show({ message: t("critical.admin.tested"), color: "teal" });
      await onDone();
    },
  });
  return (
    <Group justify="space-between">
      <Group gap="xs">
        <Text fw={600}>
          <bdi>{robot.name}</bdi>
        </Text>
        <Badge variant="light">{t(`critical.admin.robotKind.${robot.kind}`)}</Badge>
        <Text size="sm" c="dimmed">
          {robot.host}
        </Text>
        {robot.is_paused && <Badge color="gray">{t("critical.admin.paused")}</Badge>}
      </Group>
      <Group gap="xs">
        <Button size="compact-sm" variant="light" loading={test.isPending} onClick={() => test.mutate()}>
          {t("critical.admin.test")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onChange}>
          {t("critical.admin.changeRobot")}
        </Button>
        <RemoveButton
          name={robot.name}
          onRemove={async () => {
            await removeRobot(robot.id);
            await onDone();
          }}
        />
      </Group>
      <ProblemNote error={test.error} />
    </Group>
  );
}

interface RobotDialogProps {
  robot: Robot | null;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

function RobotDialog({ robot, onSaved, onClose }: RobotDialogProps) {
  const { t } = useTranslation();
  const clinics = useClinics().data ?? [];
  const kept = robot ? { hint: t("critical.admin.unchanged") } : {};
  const fields: Field[] = [
    { name: "name", label: t("critical.admin.name"), isRequired: true },
    {
      name: "kind",
      label: t("critical.admin.kind"),
      kind: "choice",
      options: (["wecom", "dingtalk"] as const).map((kind) => ({
        value: kind,
        label: t(`critical.admin.robotKind.${kind}`),
      })),
    },
    {
      name: "clinic_id",
      label: t("critical.admin.clinic"),
      kind: "choice",
      options: [
        { value: "", label: t("critical.admin.every") },
        ...clinics.map((clinic) => ({ value: clinic.id, label: clinic.name })),
      ],
    },
    { name: "url", label: t("critical.admin.url"), kind: "password", isRequired: robot === null, ...kept },
    { name: "secret", label: t("critical.admin.secret"), kind: "password", ...kept },
    { name: "is_paused", label: t("critical.admin.paused"), kind: "switch" },
  ];
  return (
    <FormDialog
      title={t("critical.admin.robots")}
      fields={fields}
      {...(robot ? { initial: valuesOf(robot) } : {})}
      confirm={t("critical.admin.save")}
      onSubmit={async (values) => {
        const typed = typedFrom(values);
        await (robot ? changeRobot(robot.id, typed) : addRobot(typed));
        await onSaved();
      }}
      onClose={onClose}
    />
  );
}

function valuesOf(robot: Robot): Values {
  return {
    name: robot.name,
    kind: robot.kind,
    clinic_id: robot.clinic_id ?? "",
    url: "",
    secret: "",
    is_paused: robot.is_paused ? "on" : "",
  };
}

/** An address or secret that is not typed is the one that is kept. */
function typedFrom(values: Values): RobotIn {
  return {
    name: values["name"] ?? "",
    kind: values["kind"] === "dingtalk" ? "dingtalk" : "wecom",
    clinic_id: values["clinic_id"] || null,
    url: values["url"] || null,
    secret: values["secret"] || null,
    is_paused: values["is_paused"] === "on",
  };
}
