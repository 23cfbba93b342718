export { type RunState, type UsedSeedream, type UseSeedreamOptions, useSeedream } from "./react/use-seedream.ts";
