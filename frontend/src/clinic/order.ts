import type { Modality, Priority, RequestIn } from "../api/types";
import { fromNationalId } from "./nationalId";

/** The order form as it is typed. */
export interface OrderForm {
  patient_id: string;
  patient_name: string;
  patient_sex: RequestIn["patient_sex"];
  patient_birth_date: string;
  modality: Modality;
  body_part: string;
  clinical_question: string;
  priority: Priority;
  accession_number: string;
}

export const BLANK_ORDER: OrderForm = {
  patient_id: "",
  patient_name: "",
  patient_sex: "",
  patient_birth_date: "",
  modality: "xray",
  body_part: "",
  clinical_question: "",
  priority: "routine",
  accession_number: "",
};

export type OrderFault = "missing" | "future";

/** What is wrong with an order before it is sent; the server judges again. `today` is an ISO date. */
export function faultsOf(form: OrderForm, today: string): Partial<Record<keyof OrderForm, OrderFault>> {
  const faults: Partial<Record<keyof OrderForm, OrderFault>> = {};
  for (const name of ["patient_id", "patient_name", "clinical_question"] as const) {
    if (form[name].trim() === "") faults[name] = "missing";
  }
  if (form.patient_birth_date > today) faults.patient_birth_date = "future";
  return faults;
}

/** The form with a Patient ID typed; an identity number fills in what the card says and nobody has typed yet. */
export function withPatientId(form: OrderForm, patientId: string): OrderForm {
  const card = fromNationalId(patientId);
  return {
    ...form,
    patient_id: patientId,
    patient_sex: form.patient_sex || (card?.sex ?? ""),
    patient_birth_date: form.patient_birth_date || (card?.birth_date ?? ""),
  };
}

/** The order as the API takes it. */
export function orderOf(form: OrderForm): RequestIn {
  return {
    patient_id: form.patient_id.trim(),
    patient_name: form.patient_name.trim(),
    patient_sex: form.patient_sex,
    patient_birth_date: form.patient_birth_date || null,
    modality: form.modality,
    body_part: form.body_part.trim(),
    clinical_question: form.clinical_question.trim(),
    priority: form.priority,
    accession_number: form.accession_number.trim() || null,
  };
}
