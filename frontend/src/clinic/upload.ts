import { csrfHeader, noteAnswer } from "../api/client";
import { isPassing, isProblem, Problem, unreachable } from "../api/problem";
import { looksLikeDicom, type Source } from "./sources";
import { UnreadableArchive } from "./zip";

/**
 * What became of a file: kept; kept beside another copy of the same image; kept aside because it could not
 * be understood; no DICOM; of a kind that is not taken; refused; in an archive that cannot be read; not taken
 * now, since the Site has sent as much as it may; not sent.
 */
export type Outcome =
  | "stored"
  | "beside"
  | "doubtful"
  | "not_dicom"
  | "not_supported"
  | "no_identity"
  | "unreadable"
  | "failed"
  | "spent"
  | "unreachable";

/** True where sending the same file again may succeed. */
export function mayTryAgain(outcome: Outcome): boolean {
  return outcome === "failed" || outcome === "spent" || outcome === "unreachable";
}

const STUDIES = "/dicom-web/studies";
const WARNING_REASON = "00081196";
const FAILURE_REASON = "00081197";
const FAILED = "00081198";
const REFERENCED = "00081199";
const OTHER_FAILURES = "0008119A";
const RETRIEVE_URL = "00081190";

type Item = Record<string, { Value?: unknown[] } | undefined>;

/** Sends one file, and says how much of it is gone while it goes. */
export async function upload(source: Source, onProgress: (share: number) => void): Promise<Outcome> {
  try {
    const content = await source.open();
    if (!(await looksLikeDicom(content))) return "not_dicom";
    return outcomeOf(await send(content, onProgress));
  } catch (error) {
    if (error instanceof UnreadableArchive || error instanceof DOMException) return "unreadable";
    if (isProblem(error)) return outcomeOfProblem(error);
    throw error;
  }
}

/** Reads why a request was refused as a whole. */
export function outcomeOfProblem(problem: Problem): Outcome {
  if (problem.code === "volume_spent") return "spent";
  return isPassing(problem) || problem.status === 408 ? "unreachable" : "failed";
}

/** Reads the answer to a request that stored one Instance (PS3.18 I.2). */
export function outcomeOf(answer: Record<string, unknown>): Outcome {
  const [kept] = itemsOf(answer, REFERENCED);
  if (kept) {
    if (kept[WARNING_REASON]) return "doubtful";
    return kept[RETRIEVE_URL] ? "stored" : "beside";
  }
  const [failed] = [...itemsOf(answer, FAILED), ...itemsOf(answer, OTHER_FAILURES)];
  const reason = Number(failed?.[FAILURE_REASON]?.Value?.[0]);
  if (reason === 0xc000) return "not_dicom";
  if (reason === 0xa900) return "no_identity";
  if (reason === 0x0122 || reason === 0xc122) return "not_supported";
  return "failed";
}

function itemsOf(answer: Record<string, unknown>, tag: string): Item[] {
  const element = answer[tag] as { Value?: Item[] } | undefined;
  return element?.Value ?? [];
}

function send(content: Blob, onProgress: (share: number) => void): Promise<Record<string, unknown>> {
  const boundary = newBoundary();
  const head = `--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`;
  const request = new XMLHttpRequest();
  request.open("POST", STUDIES);
  request.setRequestHeader("Content-Type", `multipart/related; type="application/dicom"; boundary=${boundary}`);
  request.setRequestHeader("Accept", "application/dicom+json");
  for (const [name, value] of csrfHeader()) request.setRequestHeader(name, value);
  return new Promise((resolve, reject) => {
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
    request.onerror = request.onabort = () => reject(unreachable());
    request.onload = () => {
      noteAnswer(request.status);
      const body = parsed(request.responseText);
      // Each Instance has its outcome in the answer, also where none was stored.
      if (REFERENCED in body || FAILED in body || OTHER_FAILURES in body) resolve(body);
      else reject(new Problem(request.status, body));
    };
    request.send(new Blob([head, content, `\r\n--${boundary}--\r\n`]));
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** 128 random bits: no file holds them by chance. */
function newBoundary(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
