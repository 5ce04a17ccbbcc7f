import { api, bodyOf } from "../api/client";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Question = Schemas["QuestionOut"];

export const WAITING_KEY = ["readings", "questions"] as const;
export const questionsKey = (readingId: string) => ["reading", readingId, "questions"] as const;
const at = (readingId: string) => ({ params: { path: { reading_id: readingId } } });

export function loadQuestions(readingId: string) {
  return bodyOf(api.GET("/api/readings/{reading_id}/questions", at(readingId)));
}

export function loadWaiting() {
  return bodyOf(api.GET("/api/questions"));
}

export interface Said {
  words: string;
  picture: File | null;
}

export async function ask(readingId: string, { words, picture }: Said, pausing: number | null) {
  const picture_id = await keep(readingId, picture);
  const body = { words, picture_id, pausing_token: pausing };
  await bodyOf(api.POST("/api/readings/{reading_id}/questions", { ...at(readingId), body }));
}

export async function answer(readingId: string, questionId: string, { words, picture }: Said) {
  const picture_id = await keep(readingId, picture);
  const params = { path: { question_id: questionId } };
  await bodyOf(api.POST("/api/questions/{question_id}/answer", { params, body: { words, picture_id } }));
}

export function pictureAddress(pictureId: string): string {
  return `/api/pictures/${pictureId}`;
}

async function keep(readingId: string, picture: File | null): Promise<string | null> {
  if (picture === null) return null;
  const small = await smaller(picture);
  const kept = await bodyOf(
    api.POST("/api/readings/{reading_id}/pictures", {
      ...at(readingId),
      body: small as unknown as string,
      bodySerializer: (body) => body as unknown as Blob,
      headers: { "Content-Type": small.type || "application/octet-stream" },
    }),
  );
  return kept.id;
}

const LONGEST_SIDE = 2048;

/** A telephone's photograph is made smaller before it goes along a thin line; what cannot be, goes as it is. */
async function smaller(picture: File): Promise<Blob> {
  try {
    const drawn = await createImageBitmap(picture);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(drawn.width, drawn.height));
    const canvas = new OffscreenCanvas(Math.round(drawn.width * scale), Math.round(drawn.height * scale));
    canvas.getContext("2d")?.drawImage(drawn, 0, 0, canvas.width, canvas.height);
    const small = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    return small.size < picture.size ? small : picture;
  } catch {
    return picture;
  }
}
