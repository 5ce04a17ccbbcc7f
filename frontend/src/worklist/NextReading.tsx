import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { routes } from "../routes";
import { personName } from "../study/patient";
import { filtersOf, searchOf } from "./filters";
import { nextOf } from "./next";
import { loadReadings, readingsKey } from "./queries";

/** The way on, for whoever has just finished: the most urgent of their own. */
export function NextReading({ after }: { after: string }) {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const mine = useQuery({ queryKey: readingsKey("mine"), queryFn: () => loadReadings("mine") });
  const next = nextOf(mine.data ?? [], after);
  if (!next) return null;
  return (
    <Button component={Link} to={{ pathname: routes.reading(next.id), search: searchOf(filtersOf(address)) }} variant="light">
      {t("worklist.next")}
      <Text component="span" size="sm" ml={6} truncate maw={160}>
        <bdi>{personName(next.patient.name).main}</bdi> · {t(`common.modality.${next.modality}`)}
      </Text>
    </Button>
  );
}
