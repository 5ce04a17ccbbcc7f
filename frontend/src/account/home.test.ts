import { describe, expect, it } from "vitest";
import { homeOf } from "./home";

describe("the page a person starts at", () => {
  it("is the worklist for whoever reads, whatever else they do", () => {
    expect(homeOf(["admin", "reviewer"])).toBe("/reading");
    expect(homeOf(["author"])).toBe("/reading");
  });

  it("is the reports for a township doctor and the studies for a technician", () => {
    expect(homeOf(["technician", "township_doctor"])).toBe("/clinic/reports");
    expect(homeOf(["technician"])).toBe("/clinic/studies");
  });

  it("is the overview for an administrator", () => {
    expect(homeOf(["admin"])).toBe("/admin");
  });

  it("does not exist without a role", () => {
    expect(homeOf([])).toBeNull();
  });
});
