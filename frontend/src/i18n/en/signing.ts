export const signing = {
  signer: "Signer",
  role: "Role",
  time: "Time",
  meaningLabel: "Meaning",
  meaning: {
    authored: "Authored",
    reviewed_and_approved: "Reviewed and approved",
    authored_and_approved: "Authored and approved",
  },
  roleOf: {
    authored: "Author",
    reviewed_and_approved: "Reviewer",
    authored_and_approved: "Author",
  },
  password: "Your login password once more",
  totp: "One-time code (6 digits)",
  useTotp: "Use a one-time code",
  usePassword: "Use the password",
  hint: "Shows that it is you who signs; the browser does not remember it.",
  lockedUntil: "You can try again after {{time}}. What you wrote is saved and stays.",
} as const;
