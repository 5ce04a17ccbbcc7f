import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { ForwardingDestination } from "../api/types";
import { type Field, FormDialog, type Values } from "../ui/FormDialog";
import { useAEs, useKeep } from "./queries";

type Kind = ForwardingDestination["kind"];

interface DestinationDialogProps {
  kind: Kind;
  /** The one to change; none for a new one. */
  destination?: ForwardingDestination;
  onClose: () => void;
}

export function DestinationDialog({ kind, destination, onClose }: DestinationDialogProps) {
  const { t } = useTranslation();
  const keep = useKeep();
  const devices = (useAEs().data ?? []).filter((ae) => ae.host && ae.port);
  const read = (file: File) => file.text();
  const authorities: Field = { name: "authorities", label: t("admin.forwardings.authorities"), kind: "file", read };
  const name: Field = { name: "name", label: t("admin.forwardings.name"), isRequired: true };
  const toDevice: Field[] = [
    name,
    {
      name: "ae_id",
      label: t("admin.forwardings.device"),
      hint: t("admin.forwardings.deviceHint"),
      kind: "choice",
      options: devices.map((ae) => ({ value: ae.id, label: `${ae.ae_title} (${ae.host}:${ae.port})` })),
      isRequired: true,
    },
    { name: "asks_commitment", label: t("admin.forwardings.asksCommitment"), kind: "switch" },
    { name: "uses_tls", label: t("admin.forwardings.usesTls"), kind: "switch" },
    authorities,
  ];
  const toWeb: Field[] = [
    name,
    { name: "url", label: t("admin.forwardings.url"), isRequired: true },
    {
      name: "credential_kind",
      label: t("admin.forwardings.credential"),
      kind: "choice",
      options: (["none", "basic", "bearer"] as const).map((value) => ({
        value,
        label: t(`admin.forwardings.credentialKind.${value}`),
      })),
    },
    { name: "user_name", label: t("admin.forwardings.userName") },
    {
      name: "secret",
      label: t("admin.forwardings.secret"),
      kind: "password",
      ...(destination ? { hint: t("admin.forwardings.secretHint") } : {}),
    },
    authorities,
  ];
  const submit = (values: Values) => {
    const body = bodyFrom(values, kind, destination);
    return keep(
      bodyOf(
        destination
          ? api.PUT("/api/forwarding-destinations/{destination_id}", {
              params: { path: { destination_id: destination.id } },
              body,
            })
          : api.POST("/api/forwarding-destinations", { body }),
      ),
    );
  };
  return (
    <FormDialog
      title={destination?.name ?? t(kind === "dicom" ? "admin.forwardings.addDevice" : "admin.forwardings.addWeb")}
      confirm={t(destination ? "common.save" : "common.add")}
      fields={kind === "dicom" ? toDevice : toWeb}
      initial={initialOf(destination)}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}

function initialOf(destination: ForwardingDestination | undefined): Values {
  if (!destination) return { asks_commitment: "on" };
  return {
    name: destination.name,
    ...(destination.ae_id ? { ae_id: destination.ae_id } : {}),
    asks_commitment: destination.asks_commitment ? "on" : "",
    uses_tls: destination.uses_tls ? "on" : "",
    authorities: destination.authorities,
    url: destination.url,
    credential_kind: destination.credential_kind,
    user_name: destination.user_name,
  };
}

function bodyFrom(values: Values, kind: Kind, destination: ForwardingDestination | undefined) {
  return {
    kind,
    name: values.name ?? "",
    ae_id: kind === "dicom" ? (values.ae_id ?? null) : null,
    asks_commitment: values.asks_commitment === "on",
    uses_tls: values.uses_tls === "on",
    authorities: values.authorities ?? "",
    url: values.url ?? "",
    credential_kind: (values.credential_kind || "none") as ForwardingDestination["credential_kind"],
    user_name: values.user_name ?? "",
    secret: values.secret || null,
    is_paused: destination?.is_paused ?? false,
  };
}
