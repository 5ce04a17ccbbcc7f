import { describe, expect, it } from "vitest";
import type { AE, ReturnRoute } from "../api/types";
import { endFrom, endText, fieldsOf, type RouteKind, valuesOf } from "./routeFields";

const t = ((key: string) => key) as never;
const device = (title: string, host: string | null) =>
  ({ id: title, ae_title: title, host, port: host && 104 }) as unknown as AE;

const route: ReturnRoute = {
  id: "r",
  clinic_id: "c",
  kind: "hl7",
  ae_id: null,
  host: "his.local",
  port: 2575,
  character_set: "GB 18030-2000",
  receiving_application: "HIS",
  receiving_facility: "青山",
  url: "",
  uses_tls: true,
  authorities: "PEM",
  has_token: false,
  is_closed: false,
  can_be_tried: true,
  trial: null,
};

describe("the form of a way home", () => {
  it.each<[RouteKind, string[]]>([
    ["dicom", ["ae_id", "uses_tls", "authorities"]],
    ["sr", ["ae_id", "uses_tls", "authorities"]],
    [
      "hl7",
      ["host", "port", "character_set", "receiving_application", "receiving_facility", "uses_tls", "authorities"],
    ],
    ["fhir", ["url", "token", "authorities"]],
  ])("asks for what %s needs", (kind, names) => {
    expect(fieldsOf(kind, { t, devices: [], isNew: true }).map((field) => field.name)).toEqual(names);
  });

  it("offers only devices that listen", () => {
    const devices = [device("DR1", "10.0.0.5"), device("US1", null)];
    const [field] = fieldsOf("dicom", { t, devices, isNew: true });
    expect(field?.options).toEqual([{ value: "DR1", label: "DR1 (10.0.0.5:104)" }]);
  });

  it("gives back what it was filled with, and no token that was not typed", () => {
    const { id, clinic_id, kind, has_token, is_closed, can_be_tried, trial, ...end } = route;
    expect(endFrom(valuesOf(route))).toEqual({ ...end, token: null });
  });

  it("says where a route ends", () => {
    expect(endText(route, [])).toBe("his.local:2575");
    expect(endText({ ...route, host: null, url: "https://a/fhir" }, [])).toBe("https://a/fhir");
    expect(endText({ ...route, host: null, ae_id: "DR1" }, [device("DR1", "x")])).toBe("DR1");
  });
});
