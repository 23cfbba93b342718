/** Returns the fields of a manifest that name the repository of a package. */
export function repositoryFields(address: string, id: string) {
  return {
    repository: { type: "git", url: `git+${address}.git`, directory: `packages/${id}` },
    homepage: `${address}/tree/main/packages/${id}#readme`,
    bugs: `${address}/issues`,
  };
}

/** Adds the address of the repository to a manifest, and keeps all other fields. */
export function withRepository(text: string, address: string, id: string): string {
  const { name, version, description, ...rest } = JSON.parse(text);
  const fields = repositoryFields(address, id);
  return `${JSON.stringify({ name, version, description, ...fields, ...rest, ...fields }, undefined, 2)}\n`;
}
