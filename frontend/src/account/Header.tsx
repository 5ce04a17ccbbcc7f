import { ActionIcon, Badge, Group, Menu, Text, Tooltip, UnstyledButton } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useUndelivered } from "../admin/undelivered";
import type { Account } from "../api/types";
import { useOpenTasks, useUnreadReports } from "../clinic/counts";
import { IconLogout } from "../ui/icons";
import { Isolated } from "../ui/Isolated";
import classes from "./Header.module.css";
import { LanguageSwitch } from "./LanguageSwitch";
import { type Destination, destinationsOf } from "./navigation";
import { useLogOut } from "./session";
import { patiently } from "../ui/patiently";

const ChangePassword = lazy(() =>
  patiently(() => import("./ChangePassword")).then((module) => ({ default: module.ChangePassword })),
);
const CodesDialog = lazy(() =>
  patiently(() => import("../signing/CodesDialog")).then((module) => ({ default: module.CodesDialog })),
);

export function Header({ account }: { account: Account }) {
  const { t } = useTranslation();
  const logOut = useLogOut();
  return (
    <Group component="header" className={classes.header ?? ""} justify="space-between" wrap="nowrap" gap="md">
      <Group wrap="nowrap" gap="lg" h="100%" className={classes.places ?? ""}>
        <Text className={classes.brand ?? ""}>{t("common.product")}</Text>
        <nav aria-label={t("account.nav")} className={classes.nav}>
          {destinationsOf(account).map((destination) => (
            <HeaderLink key={destination.to} destination={destination} account={account} />
          ))}
        </nav>
      </Group>
      <Group wrap="nowrap" gap="sm">
        <WhoAmI account={account} />
        <LanguageSwitch />
        <Tooltip label={t("account.logout")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t("account.logout")}
            loading={logOut.isPending}
            onClick={() => logOut.mutate()}
          >
            <IconLogout />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Group>
  );
}

function HeaderLink({ destination, account }: { destination: Destination; account: Account }) {
  const { t } = useTranslation();
  return (
    <NavLink to={destination.to} end={destination.name === "overview"} className={classes.link ?? ""}>
      {t(`nav.${destination.name}`)}
      {destination.name === "reports" && account.clinic_id && <UnreadBadge />}
      {destination.name === "tasks" && <OpenTasksBadge isAtClinic={account.clinic_id !== null} />}
      {destination.name === "overview" && account.roles.includes("admin") && <UndeliveredBadge />}
    </NavLink>
  );
}

function UnreadBadge() {
  const { t } = useTranslation();
  const count = useUnreadReports();
  return count > 0 ? (
    <Badge size="sm" color="red" miw="max-content" circle={count < 10} aria-label={t("nav.unread", { count })}>
      {count}
    </Badge>
  ) : null;
}

function UndeliveredBadge() {
  const { t } = useTranslation();
  const count = useUndelivered().data?.overdue ?? 0;
  return count > 0 ? (
    <Badge size="sm" color="red" miw="max-content" circle={count < 10} aria-label={t("nav.undelivered", { count })}>
      {count}
    </Badge>
  ) : null;
}

function OpenTasksBadge({ isAtClinic }: { isAtClinic: boolean }) {
  const { t } = useTranslation();
  const count = useOpenTasks({ isAtClinic });
  return count > 0 ? (
    <Badge size="sm" color="orange" miw="max-content" circle={count < 10} aria-label={t("nav.open", { count })}>
      {count}
    </Badge>
  ) : null;
}

function WhoAmI({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"password" | "codes" | null>(null);
  const close = () => setOpen(null);
  const place = account.clinic_name ?? account.department_name;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <UnstyledButton ta="right" lh={1.25} title={t("account.own")}>
            <Text size="sm" truncate maw="min(320px, 26vw)" ml="auto">
              <Text component="span" size="sm" fw={600} mr={6}>
                <Isolated>{account.display_name}</Isolated>
              </Text>
              <Text component="span" size="xs" c="dimmed">
                {account.roles.map((role) => t(`common.role.${role}`)).join(" / ")}
              </Text>
            </Text>
            {place && (
              <Text size="xs" c="dimmed" truncate maw="min(320px, 26vw)" ml="auto" title={place}>
                <Isolated>{place}</Isolated>
              </Text>
            )}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen("password")}>{t("account.changePassword")}</Menu.Item>
          <Menu.Item onClick={() => setOpen("codes")}>{t("account.codes")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {open === "password" && <ChangePassword onClose={close} />}
        {open === "codes" && <CodesDialog onClose={close} />}
      </Suspense>
    </>
  );
}
