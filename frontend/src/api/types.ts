/** What the API speaks of, under short names. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Role = Schemas["Role"];
export type Modality = Schemas["Modality"];
export type Priority = Schemas["Priority"];
export type Standing = Schemas["Standing"];
export type NameStanding = Schemas["NameStanding"];
export type Part = Schemas["Part"];
export type ReadingState = Schemas["State"];
export type Account = Schemas["AccountOut"];
export type Session = Schemas["SessionOut"];
export type Clinic = Schemas["ClinicOut"];
export type Site = Schemas["SiteOut"];
export type AE = Schemas["AEOut"];
export type Department = Schemas["DepartmentOut"];
export type Partnership = Schemas["PartnershipOut"];
export type Term = Schemas["TermOut"];
export type ReturnRoute = Schemas["ReturnRouteOut"];
export type Credential = Schemas["CredentialOut"];
export type Duty = Schemas["DutyOut"];
export type AuditEvent = Schemas["AuditEventOut"];

export type Patient = Schemas["PatientOut"];
export type ImagingServiceRequest = Schemas["RequestOut"];
export type RequestIn = Schemas["RequestIn"];
export type ReadingSummary = Schemas["ReadingSummary"];
export type InstanceSummary = Schemas["InstanceSummary"];
export type SeriesSummary = Schemas["SeriesSummary"];
export type ReadingStudy = Schemas["ReadingStudy"];
export type Action = Schemas["Action"];
export type Draft = Schemas["DraftOut"];
export type Submission = Schemas["SubmissionOut"];
export type SubmissionReturn = Schemas["ReturnOut"];
export type AssignmentEntry = Schemas["AssignmentOut"];
export type ReadingDetail = Schemas["ReadingDetail"];
export type Hold = Schemas["Hold"];
export interface ReportSummary {
  id: string;
  reading_id: string;
  version: number;
  clinic_id: string;
  clinic_name: string;
  patient: Patient;
  modality: Modality;
  signed_at: string;
  author_name: string;
  reviewer_name: string | null;
  impression: string;
  acknowledged_at: string | null;
  acknowledged_by_name: string | null;
}

export interface DeliveryAttempt {
  number: number;
  started_at: string;
  ended_at: string | null;
  succeeded: boolean | null;
  detail: string;
}

export interface Delivery {
  id: string;
  route_kind: "page" | "dicom";
  state: "queued" | "sending" | "delivered" | "dead" | "superseded";
  attempts: number;
  next_attempt_at: string | null;
  delivered_at: string | null;
  attempts_log: DeliveryAttempt[];
}

export interface Signature {
  signer_name: string;
  meaning: string;
  signed_at: string;
  key_id: string;
  is_valid: boolean;
}

export interface ReportDetail extends ReportSummary {
  findings: string;
  signatures: Signature[];
  deliveries: Delivery[];
  verification_code: string;
  versions: { id: string; version: number; signed_at: string }[];
}

export interface StudySummary {
  id: string;
  clinic_id: string;
  clinic_name: string;
  patient: Patient;
  modalities: string[];
  study_date: string;
  study_description: string;
  accession_number: string;
  number_of_instances: number;
  first_received_at: string;
  last_received_at: string;
  settled_at: string | null;
  reading: {
    id: string;
    state: ReadingState;
    priority: Priority;
    due_at: string;
    standing: Standing;
  } | null;
  report: {
    id: string;
    version: number;
    signed_at: string;
    acknowledged_at: string | null;
  } | null;
}

export interface Discrepancy {
  id: string;
  kind: string;
  clinic_id: string;
  clinic_name: string;
  raised_at: string;
  resolved_at: string | null;
  description_zh: string;
  description_en: string;
  choices: string[];
}

export interface Verification {
  is_known: boolean;
  version: number | null;
  is_current: boolean | null;
  signed_at: string | null;
  signature_valid: boolean | null;
  sha256: string | null;
}
