/** Every address of the application is built here. */
export const routes = {
  home: "/",
  worklist: "/reading",
  reading: (id: string) => `/reading/${id}`,
  order: "/clinic/order",
  requests: "/clinic/requests",
  studies: "/clinic/studies",
  upload: "/clinic/upload",
  reports: "/clinic/reports",
  report: (id: string) => `/reports/${id}`,
  tasks: "/clinic/tasks",
  overview: "/admin",
  turnaround: "/admin/turnaround",
  clinics: "/admin/clinics",
  people: "/admin/people",
  audit: "/admin/audit",
  verify: (code: string) => `/verify/${code}`,
} as const;
