import { Alert, Group, NumberInput, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LEAST_LUMINANCE, MOST_LUMINANCE, spanProblem, targetLuminance } from "./gsdf";
import { PATCH_LEVELS } from "./pattern";

/** cd/m², with the digits that a luminance meter shows. */
const shown = (luminance: number) => luminance.toPrecision(3);

/** What each patch should measure on a screen whose darkest and brightest were measured. */
export function Luminance() {
  const { t } = useTranslation();
  const [darkest, setDarkest] = useState<number | string>(0.5);
  const [brightest, setBrightest] = useState<number | string>(350);
  const span = { darkest: Number(darkest), brightest: Number(brightest) };
  const problem = spanProblem(span);
  return (
    <>
      <Group mb="sm">
        <NumberInput
          label={t("display.darkest")}
          suffix=" cd/m²"
          min={0}
          step={0.1}
          value={darkest}
          onChange={setDarkest}
        />
        <NumberInput
          label={t("display.brightest")}
          suffix=" cd/m²"
          min={0}
          step={10}
          value={brightest}
          onChange={setBrightest}
        />
      </Group>
      {problem !== null ? (
        <Alert color="orange" role="alert">
          {t(`display.problem.${problem}`, { least: LEAST_LUMINANCE, most: MOST_LUMINANCE })}
        </Alert>
      ) : (
        <>
          <Text size="sm" mb="xs">
            {t("display.ratio", { ratio: Math.round(span.brightest / span.darkest) })}
          </Text>
          <Table.ScrollContainer minWidth={900}>
            <Table withTableBorder withColumnBorders ta="center" fz="xs" aria-label={t("display.targets")}>
              <Table.Tbody>
                <Table.Tr>
                  <Table.Th scope="row">{t("display.level")}</Table.Th>
                  {PATCH_LEVELS.map((level) => (
                    <Table.Td key={level}>{level}</Table.Td>
                  ))}
                </Table.Tr>
                <Table.Tr>
                  <Table.Th scope="row">cd/m²</Table.Th>
                  {PATCH_LEVELS.map((level) => (
                    <Table.Td key={level}>{shown(targetLuminance(level, span))}</Table.Td>
                  ))}
                </Table.Tr>
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
    </>
  );
}
