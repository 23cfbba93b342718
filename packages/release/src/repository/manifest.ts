/** Adds the address of the repository to a manifest, and keeps all other fields. */
export function withRepository(text: string, address: string, id: string): string {
  const { name, version, description, ...rest } = JSON.parse(text);
  const where = {
    repository: { type: "git", url: `git+${address}.git`, directory: `packages/${id}` },
    homepage: `${address}/tree/main/packages/${id}#readme`,
    bugs: `${address}/issues`,
  };
  return `${JSON.stringify({ name, version, description, ...where, ...rest, ...where }, undefined, 2)}\n`;
}
