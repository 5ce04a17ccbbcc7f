import type { Same } from "../same";
import type { nav as zh } from "../zh/nav";

export const nav: Same<typeof zh> = {
  critical: "Critical",
  criticalAdmin: "Escalation",
  worklist: "Reading",
  order: "New order",
  requests: "Orders",
  studies: "Studies",
  reports: "Reports",
  tasks: "Tasks",
  overview: "Overview",
  turnaround: "Times",
  clinics: "Clinics",
  forwardings: "PACS",
  people: "People",
  retention: "Keeping",
  display: "Display",
  feedback: "Feedback",
  writing: "Templates",
  audit: "Audit",
  undelivered: "{{count}} reports not delivered",
  unread: "{{count}} unread",
  open: "{{count}} open",
};
