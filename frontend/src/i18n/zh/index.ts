import { account } from "./account";
import { common } from "./common";
import { ecg } from "./ecg";
import { nav } from "./nav";
import { report } from "./report";
import { study } from "./study";
import { viewer } from "./viewer";
import { worklist } from "./worklist";

export const zh = { account, common, ecg, nav, report, study, viewer, worklist };
