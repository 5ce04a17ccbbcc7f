import { api, bodyOf } from "../api/client";
import { CRITICAL, type Criterion, type Plan, type RobotIn } from "./queries";

export const adminKey = (...name: string[]) => [CRITICAL, "admin", ...name] as const;

export const loadCounts = () => bodyOf(api.GET("/api/critical-counts"));

export const loadPlan = (clinic_id: string) =>
  bodyOf(api.GET("/api/clinics/{clinic_id}/critical-plan", { params: { path: { clinic_id } } }));

export const savePlan = (clinic_id: string, body: Plan) =>
  bodyOf(api.PUT("/api/clinics/{clinic_id}/critical-plan", { params: { path: { clinic_id } }, body }));

export const loadCriteria = (province: string) =>
  bodyOf(api.GET("/api/critical-criteria/{province}", { params: { path: { province } } }));

export const saveCriteria = (province: string, criteria: Criterion[], revision: number) =>
  bodyOf(
    api.PUT("/api/critical-criteria/{province}", { params: { path: { province } }, body: { criteria, revision } }),
  );

export const loadRobots = () => bodyOf(api.GET("/api/notice-robots"));
export const addRobot = (body: RobotIn) => bodyOf(api.POST("/api/notice-robots", { body }));
export const changeRobot = (robot_id: string, body: RobotIn) =>
  bodyOf(api.PUT("/api/notice-robots/{robot_id}", { params: { path: { robot_id } }, body }));
export const removeRobot = (robot_id: string) =>
  bodyOf(api.DELETE("/api/notice-robots/{robot_id}", { params: { path: { robot_id } } }));
export const testRobot = (robot_id: string) =>
  bodyOf(api.POST("/api/notice-robots/{robot_id}/test", { params: { path: { robot_id } } }));

export const loadNotices = () => bodyOf(api.GET("/api/notices"));
export const loadMail = () => bodyOf(api.GET("/api/notice-mail"));
export const sendNoticeAgain = (notice_id: string) =>
  bodyOf(api.POST("/api/notices/{notice_id}/retry", { params: { path: { notice_id } } }));
