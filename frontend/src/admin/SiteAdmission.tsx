import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { Site } from "../api/types";
import { FormDialog, type Values } from "../ui/FormDialog";
import { bytesOf, gigabytesText } from "./certificate";
import { useKeep } from "./queries";

const whole = (value: string | undefined) => (value?.trim() ? Number(value) : null);

/** Whether devices of a Site may call without TLS, and how much they may ask. */
export function SiteAdmission({ site, onClose }: { site: Site; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const keep = useKeep();
  const params = { path: { site_id: site.id } };
  const save = async (values: Values) => {
    await bodyOf(
      api.PUT("/api/sites/{site_id}/limits", {
        params,
        body: {
          most_associations: whole(values.associations),
          most_instances_per_minute: whole(values.instances),
          most_bytes_per_hour: bytesOf(values.hour),
          most_bytes_per_day: bytesOf(values.day),
        },
      }),
    );
    const allows_plain = values.plain === "on";
    if (allows_plain !== site.allows_plain) {
      await bodyOf(api.PUT("/api/sites/{site_id}/plain", { params, body: { allows_plain } }));
    }
  };
  const house = site.house_limits;
  const hint = (limit: number) => t("admin.clinics.limitHint", { limit: limit.toLocaleString(i18n.language) });
  const volumeHint = (bytes: number) => hint(Number(gigabytesText(bytes)));
  return (
    <FormDialog
      title={`${site.name} · ${t("admin.clinics.admission")}`}
      confirm={t("common.save")}
      fields={[
        { name: "plain", label: t("admin.clinics.plain"), hint: t("admin.clinics.plainHint"), kind: "switch" },
        {
          name: "associations",
          label: t("admin.clinics.limit.associations"),
          hint: hint(house.associations),
          kind: "number",
        },
        {
          name: "instances",
          label: t("admin.clinics.limit.instances_per_minute"),
          hint: hint(house.instances_per_minute),
          kind: "number",
        },
        {
          name: "hour",
          label: `${t("admin.clinics.limit.bytes_per_hour")} (GB)`,
          hint: volumeHint(house.bytes_per_hour),
        },
        { name: "day", label: `${t("admin.clinics.limit.bytes_per_day")} (GB)`, hint: volumeHint(house.bytes_per_day) },
      ]}
      initial={{
        plain: site.allows_plain ? "on" : "",
        associations: String(site.most_associations ?? ""),
        instances: String(site.most_instances_per_minute ?? ""),
        hour: gigabytesText(site.most_bytes_per_hour),
        day: gigabytesText(site.most_bytes_per_day),
      }}
      onSubmit={(values) => keep(save(values))}
      onClose={onClose}
    />
  );
}
