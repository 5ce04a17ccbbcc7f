import type { Same } from "../same";
import type { account as zh } from "../zh/account";

export const account: Same<typeof zh> = {
  login: "Log in",
  logout: "Log out",
  loginTitle: "Log in to Teleread",
  name: "User name",
  password: "Password",
  showPassword: "Show password",
  lockedUntil: "Try again after {{time}}, or ask an administrator.",
  sessionEnded:
    "Your session has ended; log in again. Unsaved report text is kept on this computer and can be recovered.",
  noRole: "This account has no page to show. Ask an administrator for a role.",
  forbiddenPage: "Your role may not open this page.",
  own: "My account",
  codes: "One-time codes for signing",
  changePassword: "Change password",
  oldPassword: "Present password",
  newPassword: "New password",
  changeHint: "Every login of yours ends; log in again with the new password.",
  nav: "Main navigation",
};
