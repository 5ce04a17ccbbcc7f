export const ecg = {} as const;
