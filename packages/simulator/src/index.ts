export type { CallMatch, IncomingCall } from "./call-match.ts";
export type { SimulatorCall } from "./calls.ts";
export type { OptionsOf, ScenarioOptions } from "./scenario-options.ts";
export { type ProviderName, type Scenario, scenarios } from "./scenarios.ts";
export { createSimulator, type Simulator, type SimulatorOptions } from "./simulator.ts";
