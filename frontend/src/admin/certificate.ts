const LINE = 64;

/** A certificate file as PEM: DER is written in base64, anything that is text stays as it is. */
export function pemOf(content: Uint8Array): string {
  const isDer = content[0] === 0x30;
  if (!isDer) return new TextDecoder().decode(content);
  const base64 = btoa(Array.from(content, (byte) => String.fromCharCode(byte)).join(""));
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/** A fingerprint as openssl prints it, so that two people can read it to each other. */
export function fingerprintText(sha256: string): string {
  return (sha256.toUpperCase().match(/.{2}/g) ?? []).join(":");
}

const GB = 1_000_000_000;

/** What a form says of a volume in GB, in bytes; nothing for the default. */
export function bytesOf(gigabytes: string | undefined): number | null {
  const value = Number(gigabytes);
  return gigabytes?.trim() && Number.isFinite(value) ? Math.round(value * GB) : null;
}

/** A volume as the form has it, in GB. */
export function gigabytesText(bytes: number | null): string {
  return bytes === null ? "" : String(bytes / GB);
}
