import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import i18next from "i18next";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { initReactI18next } from "react-i18next";
import { MemoryRouter } from "react-router";
import { describe, expect, it } from "vitest";
import { SESSION_KEY } from "../account/session";
import type { Patient, ReadingDetail } from "../api/types";
import { zh } from "../i18n/zh";
import { ageOf } from "../study/patient";
import { DeskHeader } from "./DeskHeader";
import { ReadingCard } from "./ReadingCard";

const patient = {
  name: "王秀英",
  name_standing: "exact",
  patient_id: "0001",
  birth_date: "1948-03-11",
  sex: "F",
} as Patient;

const reading = {
  id: "1",
  patient,
  study_date: "20250310",
  studies: [],
  request: null,
  clinic_name: "青石镇卫生院",
  modality: "xray",
  body_part: "CHEST",
  priority: "routine",
  state: "awaiting",
  standing: "done",
  due_at: "2026-03-02T09:00:00Z",
  received_at: "2026-03-02T08:00:00Z",
  clinical_question: "",
} as unknown as ReadingDetail;

void i18next.use(initReactI18next).init({ lng: "zh-CN", resources: { "zh-CN": { translation: zh } } });

function ageIn(page: ReactNode): string | undefined {
  return /\d+ 岁/.exec(shown(page).replace(/<[^>]*>/g, ""))?.[0];
}

function shown(page: ReactNode): string {
  const queries = new QueryClient();
  queries.setQueryData(SESSION_KEY, { account: { id: "2" } });
  return renderToStaticMarkup(
    <QueryClientProvider client={queries}>
      <MantineProvider>
        <MemoryRouter>{page}</MemoryRouter>
      </MantineProvider>
    </QueryClientProvider>,
  );
}

describe("the age of a patient", () => {
  it.each(["20250310", ""])("is the same in the list and at the head of the page, at the study of %o", (study_date) => {
    const dated = { ...reading, study_date };
    const ages = [ageIn(<ReadingCard reading={dated} isSelected={false} />), ageIn(<DeskHeader reading={dated} />)];
    const today = ageOf(patient.birth_date, new Date())!.count;
    const age = study_date === "" ? today : 76;
    expect(ages).toEqual([`${age} 岁`, `${age} 岁`]);
  });
});
