/** What the API speaks of, under short names. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Role = Schemas["Role"];
export type Modality = Schemas["Modality"];
export type Priority = Schemas["Priority"];
export type Standing = "on_time" | "at_risk" | "late" | "done";
export type NameStanding = "exact" | "guessed" | "lossy" | "confirmed";
export type Part = Schemas["Part"];
export type ReadingState =
  | "awaiting"
  | "assigned"
  | "in_progress"
  | "submitted"
  | "review_offered"
  | "in_review"
  | "signed"
  | "rejected"
  | "cancelled";

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

export interface Patient {
  id: string;
  name: string;
  name_standing: NameStanding;
  patient_id: string;
  birth_date: string | null;
  sex: string;
}

export interface ImagingServiceRequest {
  id: string;
  clinic_id: string;
  accession_number: string;
  patient_id: string;
  patient_name: string;
  patient_birth_date: string | null;
  patient_sex: string;
  modality: Modality;
  body_part: string;
  clinical_question: string;
  priority: Priority;
  state: "open" | "matched" | "cancelled";
  ordered_at: string;
  ordered_by_name: string;
  reading_id: string | null;
}

export interface RequestIn {
  patient_id: string;
  patient_name: string;
  patient_birth_date?: string | null;
  patient_sex: "M" | "F" | "O" | "";
  modality: Modality;
  body_part: string;
  clinical_question: string;
  priority: Priority;
  accession_number?: string | null;
}

export interface ReadingSummary {
  id: string;
  clinic_id: string;
  clinic_name: string;
  patient: Patient;
  modality: Modality;
  body_part: string;
  priority: Priority;
  state: ReadingState;
  state_since: string;
  is_paused: boolean;
  due_at: string;
  standing: Standing;
  received_at: string;
  holder_id: string | null;
  holder_name: string | null;
  part: Part | null;
  clinical_question: string;
  actions: string[];
}

export interface InstanceSummary {
  id: string;
  sop_instance_uid: string;
  sop_class_uid: string;
  instance_number: number | null;
  kind: "image" | "clip" | "ecg" | "document" | "other";
  number_of_frames: number;
  rows: number | null;
  columns: number | null;
}

export interface SeriesSummary {
  id: string;
  series_instance_uid: string;
  modality: string;
  series_number: number | null;
  series_description: string;
  body_part_examined: string;
  laterality: string;
  instances: InstanceSummary[];
}

export interface ReadingStudy {
  id: string;
  study_instance_uid: string;
  clinic_key: string;
  study_date: string;
  study_description: string;
  accession_number: string;
  series: SeriesSummary[];
}

export interface Draft {
  findings: string;
  impression: string;
  revision: number;
  saved_at: string;
}

export interface Submission {
  number: number;
  author_id: string;
  author_name: string;
  findings: string;
  impression: string;
  submitted_at: string;
}

export interface SubmissionReturn {
  reason: string;
  reviewer_name: string;
  returned_at: string;
}

export interface AssignmentEntry {
  account_name: string;
  part: Part;
  assigned_at: string;
  ended_at: string | null;
  end_reason: string | null;
  reasons: Record<string, unknown>;
}

export interface ReadingDetail extends ReadingSummary {
  request: ImagingServiceRequest | null;
  studies: ReadingStudy[];
  draft: Draft | null;
  submission: Submission | null;
  returns: SubmissionReturn[];
  report_id: string | null;
  fencing_token: number;
  lease_ends_at: string | null;
  late_instance_at: string | null;
  assignments: AssignmentEntry[];
  milestones: Record<string, string>;
}

export interface Hold {
  fencing_token: number;
  lease_ends_at: string;
}

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
