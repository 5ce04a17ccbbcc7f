import { useTranslation } from "react-i18next";
import { api, bodyOf } from "../api/client";
import type { AE, ReturnRoute } from "../api/types";
import { FormDialog } from "../ui/FormDialog";
import { useKeep } from "./queries";
import { endFrom, fieldsOf, type RouteKind, valuesOf } from "./routeFields";

interface RouteDialogProps {
  clinicId: string;
  kind: RouteKind;
  devices: readonly AE[];
  /** The one to change; none for a new one. */
  route?: ReturnRoute;
  onClose: () => void;
}

/** Where reports go by a route of one kind. */
export function RouteDialog({ clinicId, kind, devices, route, onClose }: RouteDialogProps) {
  const { t } = useTranslation();
  const keep = useKeep();
  const name = t(`report.route.${kind}`);
  return (
    <FormDialog
      title={t(route ? "admin.routes.change" : "admin.routes.add", { name })}
      confirm={t(route ? "common.save" : "common.add")}
      fields={fieldsOf(kind, { t, devices, isNew: !route })}
      {...(route ? { initial: valuesOf(route) } : {})}
      onSubmit={(values) => {
        const end = endFrom(values);
        return keep(
          bodyOf(
            route
              ? api.PUT("/api/return-routes/{route_id}", {
                  params: { path: { route_id: route.id } },
                  body: { ...end, is_closed: route.is_closed },
                })
              : api.POST("/api/return-routes", { body: { ...end, clinic_id: clinicId, kind } }),
          ),
        );
      }}
      onClose={onClose}
    />
  );
}
