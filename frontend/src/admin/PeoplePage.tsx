import { Badge, Button, Card, Table, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "../api/types";
import { Empty, Loaded } from "../ui/Loaded";
import { PageFrame } from "../ui/PageFrame";
import classes from "./admin.module.css";
import { PasswordOnce } from "./PasswordOnce";
import { PersonDialog } from "./PersonDialog";
import { PersonPanel } from "./PersonPanel";
import { usePeople } from "./queries";

/** Who there is, what they may read and when they are on duty. */
export function PeoplePage() {
  const { t } = useTranslation();
  const people = usePeople();
  const [chosen, setChosen] = useState<string | null>(null);
  const [filter, setFilter] = useState("");
  const [isAdding, setIsAdding] = useState(false);
  const [password, setPassword] = useState<{ account: Account; password: string } | null>(null);
  return (
    <PageFrame
      title={t("admin.people.title")}
      width={1400}
      actions={
        <>
          <TextInput
            type="search"
            aria-label={t("admin.people.search")}
            placeholder={t("admin.people.search")}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
          <Button onClick={() => setIsAdding(true)}>{t("admin.people.add")}</Button>
        </>
      }
    >
      <Loaded query={people}>
        {(all) => {
          const person = all.find((each) => each.id === chosen);
          return (
            <div className={classes.people}>
              <Card withBorder p={0}>
                <PeopleTable people={matching(all, filter)} chosen={chosen} onChoose={setChosen} />
              </Card>
              {person ? (
                <PersonPanel key={person.id} person={person} onPassword={setPassword} />
              ) : (
                <Card withBorder>
                  <Empty text={t("admin.people.choose")} />
                </Card>
              )}
            </div>
          );
        }}
      </Loaded>
      {isAdding && <PersonDialog person={null} onAdded={setPassword} onClose={() => setIsAdding(false)} />}
      {password && <PasswordOnce {...password} onClose={() => setPassword(null)} />}
    </PageFrame>
  );
}

function matching(people: readonly Account[], filter: string): Account[] {
  const wanted = filter.trim().toLocaleLowerCase();
  return people.filter((each) => `${each.name} ${each.display_name}`.toLocaleLowerCase().includes(wanted));
}

interface PeopleTableProps {
  people: readonly Account[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

function PeopleTable({ people, chosen, onChoose }: PeopleTableProps) {
  const { t } = useTranslation();
  return (
    <Table verticalSpacing="xs" highlightOnHover aria-label={t("admin.people.title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("admin.people.displayName")}</Table.Th>
          <Table.Th>{t("admin.people.loginName")}</Table.Th>
          <Table.Th>{t("admin.people.roles")}</Table.Th>
          <Table.Th>
            {t("admin.people.clinic")} / {t("admin.people.department")}
          </Table.Th>
          <Table.Th>{t("admin.people.state")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Table.Tr
            key={person.id}
            className={classes.person ?? ""}
            data-chosen={person.id === chosen || undefined}
            onClick={() => onChoose(person.id)}
          >
            <Table.Td>
              <Button variant="transparent" p={0} h="auto" onClick={() => onChoose(person.id)}>
                <bdi>{person.display_name}</bdi>
              </Button>
            </Table.Td>
            <Table.Td>
              <Text ff="monospace" size="sm">
                {person.name}
              </Text>
            </Table.Td>
            <Table.Td>{person.roles.map((role) => t(`common.role.${role}`)).join(", ")}</Table.Td>
            <Table.Td>
              <bdi>{person.clinic_name ?? person.department_name ?? "–"}</bdi>
            </Table.Td>
            <Table.Td>
              <Badge variant="light" radius="sm" color={person.is_active ? "teal" : "gray"}>
                {t(person.is_active ? "admin.people.active" : "admin.people.inactive")}
              </Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
