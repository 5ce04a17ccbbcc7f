import { describe, expect, it } from "vitest";
import { BLANK_ORDER, faultsOf, orderOf, withPatientId } from "./order";

const TODAY = "2026-05-01";
const order = { ...BLANK_ORDER, patient_id: " 0001 ", patient_name: "张三 ", clinical_question: "咳嗽三天" };

describe("an order", () => {
  it("needs to say who and why", () => {
    expect(faultsOf(BLANK_ORDER, TODAY)).toEqual({
      patient_id: "missing",
      patient_name: "missing",
      clinical_question: "missing",
    });
    expect(faultsOf(order, TODAY)).toEqual({});
  });

  it("is for somebody who was born already", () => {
    expect(faultsOf({ ...order, patient_birth_date: "2026-05-02" }, TODAY)).toEqual({ patient_birth_date: "future" });
    expect(faultsOf({ ...order, patient_birth_date: TODAY }, TODAY)).toEqual({});
  });

  it("is sent without stray spaces, and without what was left empty", () => {
    expect(orderOf(order)).toMatchObject({
      patient_id: "0001",
      patient_name: "张三",
      patient_birth_date: null,
      accession_number: null,
    });
  });

  it("takes birth date and sex from an identity number, but never over what was typed", () => {
    expect(withPatientId(BLANK_ORDER, "11010519491231002X")).toMatchObject({
      patient_sex: "F",
      patient_birth_date: "1949-12-31",
    });
    expect(withPatientId({ ...BLANK_ORDER, patient_sex: "M" }, "11010519491231002X").patient_sex).toBe("M");
    expect(withPatientId(BLANK_ORDER, "0001").patient_birth_date).toBe("");
  });
});
