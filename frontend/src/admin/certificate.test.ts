import { describe, expect, it } from "vitest";
import { bytesOf, fingerprintText, gigabytesText, pemOf } from "./certificate";

describe("a certificate file", () => {
  it("stays as it is where it is text", () => {
    const pem = "-----BEGIN CERTIFICATE-----\nMAAB\n-----END CERTIFICATE-----\n";
    expect(pemOf(new TextEncoder().encode(pem))).toBe(pem);
  });

  it("becomes PEM where it is DER", () => {
    const der = Uint8Array.from([0x30, 0x82, 0x00, 0xff, ...Array.from({ length: 60 }, (_, index) => index * 4)]);
    const [first, ...rest] = pemOf(der).trim().split("\n");
    expect([first, rest.at(-1)]).toEqual(["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"]);
    const decoded = atob(rest.slice(0, -1).join(""));
    expect(Uint8Array.from(decoded, (letter) => letter.charCodeAt(0))).toEqual(der);
    expect(Math.max(...rest.map((line) => line.length))).toBe(64);
  });
});

describe("what an administrator reads and types", () => {
  it("is a fingerprint in pairs", () => {
    expect(fingerprintText("00ffab")).toBe("00:FF:AB");
  });

  it("is a volume in GB, and nothing for the default", () => {
    expect([bytesOf("1.5"), bytesOf(""), bytesOf(undefined), bytesOf(" ")]).toEqual([1_500_000_000, null, null, null]);
    expect([gigabytesText(1_500_000_000), gigabytesText(null)]).toEqual(["1.5", ""]);
  });
});
