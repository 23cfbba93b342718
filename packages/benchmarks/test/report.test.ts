import { describe, expect, it } from "vitest";
import { figure, times } from "../src/report/figures.ts";
import { describeMachine, withVersion } from "../src/report/machine.ts";
import { isMissed, renderSection, replaceSection } from "../src/report/markdown.ts";
import type { Results, Section } from "../src/report/section.ts";

const section: Section = {
  id: "call",
  title: "A call",
  method: "How it is measured.",
  measure: () => Promise.reject(new Error("not measured here")),
};

const results = (measured: number): Results => ({
  columns: ["package", "µs"],
  lines: [
    ["ours", "1.5"],
    ["theirs | others", "20"],
  ],
  goals: [{ name: "kB of @ours", most: 24, measured }],
});

describe("renderSection()", () => {
  it("aligns the table and says that a goal is met", () => {
    const text = renderSection(section, results(24), "Node 24.");
    expect(text).toContain("| package          | µs  |\n| ---------------- | --- |\n| ours             | 1.5 |");
    expect(text).toContain("theirs \\| others");
    expect(text).toMatch(/\| kB of @ours \| 24 +\| 24 +\| met \|/);
    expect(text).not.toContain("Why missed");
  });

  it("gives the reason for a missed goal", () => {
    const text = renderSection(section, results(24.1), "Node 24.");
    expect(text).toMatch(/\| kB of @ours \| 24 +\| 24.1 +\| missed \|/);
    expect(text).toContain("Why missed: downloads");
  });

  it("counts a goal without a measurement as missed", () => {
    expect(isMissed({ name: "", most: 1, measured: Number.NaN })).toBe(true);
  });
});

describe("replaceSection()", () => {
  const render = (id: string, measured: number) => renderSection({ ...section, id }, results(measured), "");

  it("adds a section at the end, and replaces it the next time", () => {
    const first = replaceSection(replaceSection("# Results\n", "call", render("call", 1)), "size", render("size", 2));
    const second = replaceSection(first, "call", render("call", 3));
    expect(second).toBe(`# Results\n\n${render("call", 3)}\n\n${render("size", 2)}\n`);
  });
});

describe("figures", () => {
  it.each([
    [0.16, "0.16"],
    [7.2041, "7.2"],
    [25.83, "25.8"],
    [555.4, "555"],
    [1861.3, "1,861"],
    [Number.NaN, "–"],
  ])("prints %f as %s", (value, text) => {
    expect(figure(value)).toBe(text);
  });

  it("prints a ratio, or a dash if there is none", () => {
    expect([times(1.754), times(Number.NaN)]).toEqual(["1.75×", "–"]);
  });
});

describe("versions", () => {
  it("names the version of a package that is installed", () => {
    expect(withVersion("@fal-ai/client")).toMatch(/^@fal-ai\/client \d+\.\d+\.\d+$/);
    expect(withVersion("bare fetch")).toBe("bare fetch");
  });

  it("names the machine and the day", () => {
    expect(describeMachine(new Date("2026-11-26T12:00:00Z"))).toMatch(/^Node \d+\.\d+\.\d+, .+, 26 November 2026\.$/);
  });
});
