import type { Same } from "../same";
import type { ecg as zh } from "../zh/ecg";

export const ecg: Same<typeof zh> = {};
