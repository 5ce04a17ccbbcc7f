import { Alert, Box, Button, Center, Paper, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { IconAlert, IconLock } from "../ui/icons";
import { useProblemText } from "../ui/ProblemNote";
import { timeText } from "../ui/time";
import { LanguageSwitch } from "./LanguageSwitch";
import { useLogIn } from "./session";

export function LoginPage({ hasEnded }: { hasEnded: boolean }) {
  const { t } = useTranslation();
  const logIn = useLogIn();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    logIn.mutate({ name: name.trim(), password }, { onError: () => setPassword("") });
  };

  return (
    <Box mih="100dvh" bg="brand.0">
      <Box pos="absolute" top={12} right={16}>
        <LanguageSwitch />
      </Box>
      <Center mih="100dvh" p="md" component="main">
        <Paper w={380} p="xl" shadow="sm" radius="md" withBorder>
          <form onSubmit={submit} aria-labelledby="login-title">
            <Stack>
              <Title order={1} size="h3" id="login-title" ta="center">
                {t("account.loginTitle")}
              </Title>
              {hasEnded && !logIn.isError && <Alert color="yellow">{t("account.sessionEnded")}</Alert>}
              {logIn.isError && <LoginRefusal error={logIn.error} />}
              <TextInput
                label={t("account.name")}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                size="md"
                data-autofocus
                autoFocus
                required
                withAsterisk={false}
              />
              <PasswordInput
                label={t("account.password")}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                autoComplete="current-password"
                visibilityToggleButtonProps={{ "aria-label": t("account.showPassword") }}
                size="md"
                required
                withAsterisk={false}
              />
              <Button type="submit" size="md" loading={logIn.isPending}>
                {t("account.login")}
              </Button>
            </Stack>
          </form>
        </Paper>
      </Center>
    </Box>
  );
}

function LoginRefusal({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation();
  const textOf = useProblemText();
  const wait = isProblem(error) ? Number(error.values.retry_after_s) : Number.NaN;
  const until = Number.isFinite(wait)
    ? timeText(new Date(Date.now() + wait * 1000).toISOString(), i18n.language)
    : null;
  return (
    <Alert color="red" role="alert" icon={until ? <IconLock /> : <IconAlert />} title={textOf(error)}>
      {until && t("account.lockedUntil", { time: until })}
    </Alert>
  );
}
