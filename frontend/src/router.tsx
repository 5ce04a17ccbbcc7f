import { createBrowserRouter } from "react-router";
import { HomePage } from "./account/HomePage";
import { OnlyFor, Shell } from "./account/Shell";
import { Crashed, NotFoundPage } from "./account/NotFoundPage";

/** Every page is a file of its own, fetched when somebody goes there. */
export function createRouter() {
  return createBrowserRouter([
    {
      errorElement: <Crashed />,
      hydrateFallbackElement: <></>,
      children: [
        { path: "/verify/:code", lazy: () => page(import("./verification/VerifyPage"), "VerifyPage") },
        {
          element: <Shell isBare />,
          children: [
            {
              element: <OnlyFor roles={["author", "reviewer"]} />,
              children: [
                { path: "/pictures/:desk", lazy: () => page(import("./viewer/layout/apart/PicturesPage"), "PicturesPage") },
              ],
            },
          ],
        },
        {
          element: <Shell />,
          children: [
            { path: "/", element: <HomePage /> },
            {
              element: <OnlyFor roles={["author", "reviewer"]} />,
              children: [{ path: "/reading/:id?", lazy: () => page(import("./worklist/ReadingPage"), "ReadingPage") }],
            },
            {
              element: <OnlyFor roles={["author", "reviewer", "admin"]} />,
              children: [{ path: "/writing", lazy: () => page(import("./templates/WritingPage"), "WritingPage") }],
            },
            {
              element: <OnlyFor roles={["author"]} />,
              children: [{ path: "/feedback", lazy: () => page(import("./signing/FeedbackPage"), "FeedbackPage") }],
            },
            {
              element: <OnlyFor roles={["technician", "township_doctor"]} />,
              children: [
                { path: "/clinic/order", lazy: () => page(import("./clinic/OrderPage"), "OrderPage") },
                { path: "/clinic/requests", lazy: () => page(import("./clinic/RequestsPage"), "RequestsPage") },
              ],
            },
            {
              element: <OnlyFor roles={["technician"]} />,
              children: [{ path: "/clinic/upload", lazy: () => page(import("./clinic/UploadPage"), "UploadPage") }],
            },
            {
              element: <OnlyFor roles={["technician", "township_doctor", "admin"]} />,
              children: [
                { path: "/clinic/studies", lazy: () => page(import("./study/StudiesPage"), "StudiesPage") },
                { path: "/clinic/studies/:id", lazy: () => page(import("./study/StudyPage"), "StudyPage") },
                { path: "/clinic/reports", lazy: () => page(import("./report/ReportsPage"), "ReportsPage") },
                { path: "/clinic/tasks", lazy: () => page(import("./clinic/TasksPage"), "TasksPage") },
              ],
            },
            {
              element: <OnlyFor roles={["author", "reviewer", "admin"]} />,
              children: [
                { path: "/amendments/:id", lazy: () => page(import("./amendment/AmendmentPage"), "AmendmentPage") },
              ],
            },
            { path: "/critical", lazy: () => page(import("./critical/CriticalPage"), "CriticalPage") },
            { path: "/critical/handover", lazy: () => page(import("./critical/HandoverPage"), "HandoverPage") },
            { path: "/critical/:id", lazy: () => page(import("./critical/FindingPage"), "FindingPage") },
            { path: "/display", lazy: () => page(import("./display/DisplayPage"), "DisplayPage") },
            { path: "/reports/:id", lazy: () => page(import("./report/ReportPage"), "ReportPage") },
            {
              element: <OnlyFor roles={["admin"]} />,
              children: [
                { path: "/admin", lazy: () => page(import("./admin/OverviewPage"), "OverviewPage") },
                {
                  path: "/admin/turnaround",
                  lazy: () => page(import("./turnaround/TurnaroundPage"), "TurnaroundPage"),
                },
                { path: "/admin/clinics", lazy: () => page(import("./admin/ClinicsPage"), "ClinicsPage") },
                {
                  path: "/admin/forwardings",
                  lazy: () => page(import("./admin/ForwardingsPage"), "ForwardingsPage"),
                },
                {
                  path: "/admin/critical",
                  lazy: () => page(import("./critical/CriticalAdminPage"), "CriticalAdminPage"),
                },
                { path: "/admin/people", lazy: () => page(import("./admin/PeoplePage"), "PeoplePage") },
                { path: "/admin/retention", lazy: () => page(import("./admin/RetentionPage"), "RetentionPage") },
                { path: "/admin/audit", lazy: () => page(import("./admin/AuditPage"), "AuditPage") },
              ],
            },
            { path: "*", element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ]);
}

async function page<Name extends string>(module: Promise<Record<Name, React.ComponentType>>, name: Name) {
  return { Component: (await module)[name] };
}
