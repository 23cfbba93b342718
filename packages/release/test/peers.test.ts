import { expect, test } from "vitest";
import { checkPeers } from "../src/check/peers.ts";

const ours = new Map([
  ["simulator", JSON.stringify({ peerDependencies: { msw: "^3.0.0" } })],
  ["core", "{}"],
]);
const check = (manifest: object) => checkPeers(JSON.stringify(manifest), ours);

test.each([{}, { peerDependencies: { msw: "^2.0.0" } }])(
  "refuses a package that depends on one of ours and does not hand on its peer, with %o",
  (rest) => {
    expect(check({ dependencies: { simulator: "^1.0.0" }, ...rest })).toEqual([
      "package.json depends on simulator and does not hand on its peer msw; " +
        'add "msw": "^3.0.0" to its dependencies or peers',
    ]);
  },
);

test.each([
  { dependencies: { simulator: "^1.0.0", msw: "^3.0.0" } },
  { dependencies: { simulator: "^1.0.0" }, peerDependencies: { msw: "^3.0.0" } },
  { dependencies: { core: "^1.0.0", commander: "^15.0.0" } },
  { peerDependencies: { simulator: "^1.0.0" } },
])("accepts %o, which leaves no peer without a provider", (manifest) => {
  expect(check(manifest)).toEqual([]);
});
