interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Checks that a package passes on the peers, optional ones too, of our packages that it depends on. npm and pnpm find
 * such a peer further up by themselves. With Yarn, its import fails.
 *
 * @param ours Manifests of all public packages, by name.
 */
export function checkPeers(manifest: string, ours: ReadonlyMap<string, string>): string[] {
  const { dependencies = {}, peerDependencies = {} }: Manifest = JSON.parse(manifest);
  const handedOn = { ...peerDependencies, ...dependencies };
  return Object.keys(dependencies).flatMap((name) => {
    const { peerDependencies: peers = {} }: Manifest = JSON.parse(ours.get(name) ?? "{}");
    return Object.entries(peers)
      .filter(([peer, range]) => handedOn[peer] !== range)
      .map(
        ([peer, range]) =>
          `package.json depends on ${name} and does not hand on its peer ${peer}; ` +
          `add "${peer}": "${range}" to its dependencies or peers`,
      );
  });
}
