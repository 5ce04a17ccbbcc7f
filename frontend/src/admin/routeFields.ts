import type { TFunction } from "i18next";
import type { AE, ReturnRoute } from "../api/types";
import type { Field, Values } from "../ui/FormDialog";

export type RouteKind = ReturnRoute["kind"];

export const CHARACTER_SETS = ["UNICODE UTF-8", "GB 18030-2000"] as const;

/** What a kind of route needs of an administrator. */
export function fieldsOf(kind: RouteKind, { t, devices, isNew }: { t: TFunction; devices: readonly AE[]; isNew: boolean }): Field[] {
  const read = (file: File) => file.text();
  const authorities: Field = { name: "authorities", label: t("admin.forwardings.authorities"), kind: "file", read };
  const tls: Field = { name: "uses_tls", label: t("admin.forwardings.usesTls"), kind: "switch" };
  if (kind === "dicom" || kind === "sr") {
    const listening = devices.filter((ae) => ae.host && ae.port);
    return [
      {
        name: "ae_id",
        label: t("admin.forwardings.device"),
        kind: "choice",
        options: listening.map((ae) => ({ value: ae.id, label: `${ae.ae_title} (${ae.host}:${ae.port})` })),
        isRequired: true,
      },
      tls,
      authorities,
    ];
  }
  if (kind === "hl7") {
    return [
      { name: "host", label: t("admin.clinics.host"), isRequired: true },
      { name: "port", label: t("admin.clinics.port"), kind: "number", isRequired: true },
      {
        name: "character_set",
        label: t("admin.routes.characterSet"),
        hint: t("admin.routes.characterSetHint"),
        kind: "choice",
        options: CHARACTER_SETS.map((value) => ({ value, label: value })),
      },
      { name: "receiving_application", label: t("admin.routes.receivingApplication"), hint: "MSH-5" },
      { name: "receiving_facility", label: t("admin.routes.receivingFacility"), hint: "MSH-6" },
      tls,
      authorities,
    ];
  }
  return [
    { name: "url", label: t("admin.routes.url"), hint: "https://his.example/fhir", isRequired: true },
    {
      name: "token",
      label: t("admin.routes.token"),
      kind: "password",
      ...(isNew ? {} : { hint: t("admin.forwardings.secretHint") }),
    },
    authorities,
  ];
}

/** What the form shows of a route that is there. */
export function valuesOf(route: ReturnRoute): Values {
  return {
    ae_id: route.ae_id ?? "",
    host: route.host ?? "",
    port: route.port === null ? "" : String(route.port),
    character_set: route.character_set ?? CHARACTER_SETS[0],
    receiving_application: route.receiving_application,
    receiving_facility: route.receiving_facility,
    url: route.url,
    uses_tls: route.uses_tls ? "on" : "",
    authorities: route.authorities,
  };
}

/** What the server is told of the form; a field that its kind does not have stays empty. */
export function endFrom(values: Values) {
  const port = (values.port ?? "").trim();
  return {
    ae_id: values.ae_id || null,
    host: values.host || null,
    port: port === "" ? null : Number(port),
    character_set: (values.character_set || null) as ReturnRoute["character_set"],
    receiving_application: values.receiving_application ?? "",
    receiving_facility: values.receiving_facility ?? "",
    url: values.url ?? "",
    uses_tls: values.uses_tls === "on",
    authorities: values.authorities ?? "",
    token: values.token || null,
  };
}

/** Where a route ends, in a line. */
export function endText(route: ReturnRoute, devices: readonly AE[]): string {
  if (route.url) return route.url;
  if (route.host) return `${route.host}:${route.port}`;
  return devices.find((ae) => ae.id === route.ae_id)?.ae_title ?? "";
}
