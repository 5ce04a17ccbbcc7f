import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import i18next from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { initReactI18next } from "react-i18next";
import { describe, expect, it } from "vitest";
import type { Discrepancy, ImagingServiceRequest } from "../api/types";
import { zh } from "../i18n/zh";
import { DiscrepancyCard } from "./DiscrepancyCard";

const order = (accession_number: string, clinical_question: string) =>
  ({
    id: accession_number,
    accession_number,
    clinical_question,
    patient_name: "张三",
    patient_id: "0001",
    patient_sex: "M",
    patient_birth_date: "1960-05-01",
    modality: "xray",
    body_part: "胸部",
    priority: "routine",
    ordered_at: "2026-03-02T08:00:00Z",
    ordered_by_name: "赵敏",
  }) as ImagingServiceRequest;

const task = {
  id: "1",
  kind: "request_ambiguous",
  clinic_name: "青石镇卫生院",
  raised_at: "2026-03-02T08:01:00Z",
  description_zh: "无法确定该检查对应哪一份申请：张三 (0001)。",
  description_en: "It is not clear which order this answers: 张三 (0001).",
  choices: ["no_order"],
  candidates: [order("260302-0001", "咳嗽"), order("260302-0002", "外伤<b>")],
} as unknown as Discrepancy;

void i18next.use(initReactI18next).init({
  lng: "zh-CN",
  resources: { "zh-CN": { translation: zh } },
  interpolation: { escapeValue: false },
});

function shown(): string {
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <DiscrepancyCard task={task} isClinicShown={false} />
      </MantineProvider>
    </QueryClientProvider>,
  );
}

describe("a study that may answer two orders", () => {
  it("shows what tells the orders apart, as text", () => {
    const page = shown();
    for (const words of ["260302-0001", "260302-0002", "咳嗽", "外伤&lt;b&gt;", "张三", "赵敏"]) {
      expect(page).toContain(words);
    }
  });

  it("lets a person choose each of them or none", () => {
    const names = [...shown().matchAll(/<button[^>]*aria-label="([^"]*)"/g)].map((match) => match[1]);
    expect(names).toEqual(["对应申请单 260302-0001", "对应申请单 260302-0002"]);
    expect(shown()).toContain("都不是");
  });
});
