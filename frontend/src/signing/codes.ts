import { api, bodyOf } from "../api/client";

/** The address of a device's secret and how it looks; told once. */
export function beginCodes(password: string) {
  return bodyOf(api.POST("/api/session/codes", { body: { password } }));
}

export function confirmCodes(totp: string) {
  return bodyOf(api.POST("/api/session/codes/confirm", { body: { totp } }));
}

export function removeCodes(password: string) {
  return bodyOf(api.POST("/api/session/codes/remove", { body: { password } }));
}

/** A secret in groups of four letters, to be copied by hand. */
export function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? "";
}
