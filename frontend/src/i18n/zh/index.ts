import { account } from "./account";
import { admin } from "./admin";
import { amendment } from "./amendment";
import { asking } from "./asking";
import { clinic } from "./clinic";
import { common } from "./common";
import { display } from "./display";
import { ecg } from "./ecg";
import { evidence } from "./evidence";
import { layout } from "./layout";
import { nav } from "./nav";
import { report } from "./report";
import { signing } from "./signing";
import { study } from "./study";
import { viewer } from "./viewer";
import { worklist } from "./worklist";
import { writing } from "./writing";

export const zh = { account, admin, amendment, asking, clinic, common, display, ecg, evidence, layout, nav, report, signing, study, viewer, worklist, writing };
