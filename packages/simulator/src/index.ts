export type { CallMatch, IncomingCall } from "./call-match.ts";
export { type ProviderName, type Scenario, scenarios } from "./providers.ts";
export type { OptionsOf, ScenarioOptions } from "./scenario-options.ts";
export { createSimulator, type Simulator, type SimulatorOptions } from "./simulator.ts";
export type { SimulatorCall } from "./simulator-call.ts";
