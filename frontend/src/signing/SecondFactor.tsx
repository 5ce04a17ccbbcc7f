import { Anchor, Group, Stack, Text, TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAccount, useSession } from "../account/session";
import { serverNow } from "../api/clock";
import { useProblemText } from "../ui/ProblemNote";
import { dateTimeText, timeText } from "../ui/time";
import { isFactorRefused, lockedForMs } from "./factor";
import classes from "./SecondFactor.module.css";
import type { FactorEntry } from "./useSecondFactor";

/** What a signature says of its signer. */
export type Meaning = "authored" | "reviewed_and_approved" | "authored_and_approved";

interface SecondFactorProps {
  meaning: Meaning;
  entry: FactorEntry;
  /** Why the last try was refused, whatever refused it; only what concerns the factor is said here. */
  error: unknown;
}

/**
 * Who signs, as what, when and with which meaning, and the field that proves it.
 * It stands inside a form whose submission signs, so that Enter in the field does.
 */
export function SecondFactor({ meaning, entry, error }: SecondFactorProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const refusal = useRefusal(error);
  const hasCodes = useSession().data?.has_codes ?? false;
  const { type } = entry;
  useEffect(() => {
    if (!isFactorRefused(error)) return;
    type("");
    field.current?.focus();
  }, [error, type]);
  const isCode = entry.method === "totp";
  return (
    <Stack gap="xs" className={classes.act}>
      <Signer meaning={meaning} />
      <TextInput
        ref={field}
        key={entry.method}
        type={isCode ? "text" : "password"}
        label={t(isCode ? "signing.totp" : "signing.password")}
        description={t("signing.hint")}
        error={refusal}
        value={entry.typed}
        onChange={(event) => type(event.currentTarget.value)}
        {...(isCode ? { inputMode: "numeric", maxLength: 9 } : {})}
        // No browser fills it in or offers to keep it: a saved password would sign without the person.
        name="second-factor"
        autoComplete="one-time-code"
        data-1p-ignore
        data-bwignore
        data-lpignore="true"
        autoCapitalize="none"
        spellCheck={false}
        data-autofocus
        required
        withAsterisk={false}
      />
      {hasCodes && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          ta="left"
          onClick={() => entry.choose(isCode ? "password" : "totp")}
        >
          {t(isCode ? "signing.usePassword" : "signing.useTotp")}
        </Anchor>
      )}
    </Stack>
  );
}

function Signer({ meaning }: { meaning: Meaning }) {
  const { t, i18n } = useTranslation();
  const account = useAccount();
  const facts = [
    [t("signing.signer"), account.display_name],
    [t("signing.role"), t(`signing.roleOf.${meaning}`)],
    [t("signing.meaningLabel"), t(`signing.meaning.${meaning}`)],
    [t("signing.time"), dateTimeText(new Date(serverNow()).toISOString(), i18n.language)],
  ] as const;
  return (
    <Group component="dl" gap="lg" m={0}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fw={600}>
            <bdi>{value}</bdi>
          </Text>
        </div>
      ))}
    </Group>
  );
}

function useRefusal(error: unknown): string | null {
  const { t, i18n } = useTranslation();
  const textOf = useProblemText();
  if (!isFactorRefused(error)) return null;
  const wait = lockedForMs(error);
  if (wait === null) return textOf(error);
  const time = timeText(new Date(serverNow() + wait).toISOString(), i18n.language);
  return `${textOf(error)} ${t("signing.lockedUntil", { time })}`;
}
